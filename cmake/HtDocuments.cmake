# What the program writes about itself, made by the build and installed: hiepthuong(1) in both languages and the
# completion for bash.
function(ht_documents program)
  set(folder ${CMAKE_BINARY_DIR}/documents)
  set(run ${program} --config ${CMAKE_SOURCE_DIR}/config/hiepthuong.yaml) # not the settings of whoever builds
  file(MAKE_DIRECTORY ${folder}/vi)
  add_custom_command(
    OUTPUT ${folder}/hiepthuong.1 ${folder}/vi/hiepthuong.1 ${folder}/hiepthuong.bash
    COMMAND ${run} manual --lang en > ${folder}/hiepthuong.1
    COMMAND ${run} manual --lang vi > ${folder}/vi/hiepthuong.1
    COMMAND ${run} completion bash > ${folder}/hiepthuong.bash
    DEPENDS ${program}
    VERBATIM)
  add_custom_target(documents ALL DEPENDS ${folder}/hiepthuong.1)
  install(FILES ${folder}/hiepthuong.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${folder}/vi/hiepthuong.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/vi/man1)
  install(FILES ${folder}/hiepthuong.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
          RENAME hiepthuong)
endfunction()
