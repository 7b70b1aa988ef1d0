# ht_embed(TARGET SYMBOL FILE): the bytes of FILE, read-only, as `extern const unsigned char SYMBOL[], SYMBOL_end[]`.
# The assembler's .incbin is used because gcc 12 has no #embed; the compiler does not see the input, hence OBJECT_DEPENDS.
function(ht_embed target symbol file)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S)
  file(
    CONFIGURE
    OUTPUT ${source}
    CONTENT
      "    .section .note.GNU-stack,\"\",%progbits
    .section .rodata
    .global ${symbol}
    .global ${symbol}_end
    .balign 16
${symbol}:
    .incbin \"${file}\"
${symbol}_end:
    .byte 0
"
    @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${source})
endfunction()
