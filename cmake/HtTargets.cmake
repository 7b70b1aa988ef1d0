# Every target of the project is built the same way: C17 with GNU extensions, the same warnings, optional sanitizers.
option(HT_WERROR "Treat warnings as errors" OFF)
option(HT_FUZZ "Build the fuzz targets with libFuzzer" OFF)
option(HT_BENCH "Build the benches" OFF)
option(HT_COVERAGE "Count executed lines" OFF)
set(HT_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")

function(ht_target name)
  set_target_properties(${name} PROPERTIES C_STANDARD 17 C_STANDARD_REQUIRED ON C_EXTENSIONS ON
                                           POSITION_INDEPENDENT_CODE ON)
  target_compile_definitions(${name} PRIVATE _GNU_SOURCE HT_VERSION="${PROJECT_VERSION}")
  target_compile_options(
    ${name}
    PRIVATE $<$<COMPILE_LANGUAGE:C>:-Wall
            -Wextra
            -Wshadow
            -Wstrict-prototypes
            -Wmissing-prototypes
            -Wold-style-definition
            -Wpointer-arith
            -Wwrite-strings
            -Wcast-qual
            -Wformat=2
            -Wvla
            -Wundef
            -fstack-protector-strong
            $<$<BOOL:${HT_WERROR}>:-Werror>>)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_definitions(${name} PRIVATE _FORTIFY_SOURCE=2)
  endif()
  if(HT_SANITIZE)
    target_compile_options(${name} PRIVATE -fsanitize=${HT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    string(REPLACE "fuzzer-no-link," "" link_sanitize "${HT_SANITIZE}")
    target_link_options(${name} PRIVATE -fsanitize=${link_sanitize})
  endif()
  if(HT_COVERAGE)
    target_compile_options(${name} PRIVATE --coverage)
    target_link_options(${name} PRIVATE --coverage)
  endif()
  target_link_options(${name} PRIVATE LINKER:-z,relro LINKER:-z,now LINKER:-z,noexecstack)
endfunction()

# ht_library(NAME [LINK project libraries] [WALL third-party libraries]): the folder's *.c files as one static library.
# Headers are named from the root or from src/. What is under WALL stays behind this folder: callers do not see its headers.
function(ht_library name)
  cmake_parse_arguments(arg "" "" "LINK;WALL" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.c)
  add_library(${name} STATIC ${sources})
  ht_target(${name})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_WALL})
endfunction()

# ht_tests(LINK ... [WALL third-party libraries] [HELPERS sources]): every test_*.c of the folder is a cmocka executable of
# its own, named after folder and file. One whose store comes from tests/test_store.h also runs as NAME_postgres, on the
# private server of tests/postgres/server, unless it speaks to SQLite itself; a file test_NAME_postgres.c runs only there.
function(ht_tests)
  cmake_parse_arguments(arg "" "" "LINK;WALL;HELPERS" ${ARGN})
  get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  file(GLOB tests CONFIGURE_DEPENDS test_*.c)
  foreach(source IN LISTS tests)
    get_filename_component(name ${source} NAME_WE)
    string(REPLACE "test_" "${folder}_" name ${name})
    add_executable(test_${name} ${source} ${arg_HELPERS})
    ht_target(test_${name})
    target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(test_${name} PRIVATE HT_SOURCE_DIR="${CMAKE_SOURCE_DIR}" HT_BINARY_DIR="${CMAKE_BINARY_DIR}"
                                                    HT_PROGRAM="$<TARGET_FILE:hiepthuong>")
    target_link_libraries(test_${name} PRIVATE ${arg_LINK} ${arg_WALL} PkgConfig::cmocka)
    add_test(NAME ${name} COMMAND test_${name})
    ht_test_on_postgres(${name} ${source})
  endforeach()
endfunction()

function(ht_test_on_postgres name source)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  file(READ ${source} text)
  if(name MATCHES "_postgres$")
    set(twin ${name})
  elseif(text MATCHES "test_store\\.h|store_tests\\.h|feed_store\\.h|site_test\\.h|plan_fixture\\.h|milestone_tests\\.h|program_set_up|program_use_store|test_store_place|crowd_start"
         AND NOT text MATCHES "<sqlite3\\.h>")
    set(twin ${name}_postgres)
    add_test(NAME ${twin} COMMAND test_${name})
  else()
    return()
  endif()
  set_tests_properties(${twin} PROPERTIES FIXTURES_REQUIRED postgres ENVIRONMENT HT_TEST_POSTGRES=${HT_TEST_POSTGRES})
endfunction()
