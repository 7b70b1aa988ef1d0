/* Replaced by the first module of this folder. */
typedef int empty_folder_cli;
