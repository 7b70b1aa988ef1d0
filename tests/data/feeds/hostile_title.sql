-- A title as nobody should enter it.
UPDATE election SET title = '<script>alert(''x'')</script> & "y"' WHERE id = 1;
