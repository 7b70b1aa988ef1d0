# The Debian package: `cpack -G DEB` in build/release, which script/package does.
install(FILES packaging/hiepthuong.service packaging/hiepthuong.socket DESTINATION lib/systemd/system)
install(FILES packaging/hiepthuong.sysusers DESTINATION lib/sysusers.d RENAME hiepthuong.conf)
install(FILES packaging/nginx.conf packaging/nginx-files.conf packaging/Caddyfile DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "hiepthuong maintainers <maintainers@hiepthuong.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd, libpq5, libcurl4, libpangocairo-1.0-0, fonts-liberation2") # the libraries that are loaded when needed
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "nginx | caddy")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_SOURCE_DIR}/packaging/postinst)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
