# ht_static(TARGET): scripts of other projects that the pages use, as the lock file of npm names them, embedded. They lie in
# node_modules and nowhere in the tree; npm is asked only when the lock file has changed. A build without npm or without its
# registry leaves them out and says so: every page works without them.
function(ht_static target)
  set(lock ${CMAKE_SOURCE_DIR}/package-lock.json)
  set(modules ${CMAKE_SOURCE_DIR}/node_modules)
  set(installed ${modules}/installed-lock.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lock})
  file(LOCK ${CMAKE_SOURCE_DIR}/build DIRECTORY GUARD FUNCTION TIMEOUT 300 RESULT_VARIABLE ignored)
  set(wanted_hash "")
  set(installed_hash "none")
  file(SHA256 ${lock} wanted_hash)
  if(EXISTS ${installed})
    file(SHA256 ${installed} installed_hash)
  endif()
  find_program(NPM npm)
  if(NOT wanted_hash STREQUAL installed_hash AND NPM)
    execute_process(
      COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
      RESULT_VARIABLE failed
      OUTPUT_FILE ${CMAKE_BINARY_DIR}/npm.log
      ERROR_FILE ${CMAKE_BINARY_DIR}/npm.log
      TIMEOUT 300)
    if(NOT failed)
      configure_file(${lock} ${installed} COPYONLY)
      set(installed_hash ${wanted_hash})
    endif()
  endif()
  if(NOT wanted_hash STREQUAL installed_hash)
    message(WARNING "The pages are built without scripts: npm is missing or could not fetch them (npm.log). "
                    "Every page works without them; the plan board is a table then.")
    return()
  endif()
  ht_embed(${target} htmx_js ${modules}/htmx.org/dist/htmx.min.js)
  ht_embed(${target} event_calendar_js ${modules}/@event-calendar/build/dist/event-calendar.min.js)
  ht_embed(${target} event_calendar_css ${modules}/@event-calendar/build/dist/event-calendar.min.css)
  target_compile_definitions(${target} PRIVATE HT_SCRIPTS)
endfunction()
