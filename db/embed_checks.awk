# Makes of db/checks/*.sql, one query a file, what `verify` runs (db/check.h):
#
#   awk -v make=queries -f embed_checks.awk db/checks/*.sql  ->  checks.sql, statements for embed_sql.awk
#   awk -v make=checks  -f embed_checks.awk db/checks/*.sql  ->  C, the statements with their sentences
#
# The first line of a file is `-- ` and the sentence that is said of each row; its %s are the columns in their order.

BEGIN {
    if (make == "checks")
        print "/* Made from db/checks/ by db/embed_checks.awk. */\n#include \"db/check_list.h\"\n\nconst struct db_check db_checks[] = {"
}

FNR == 1 {
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/\.sql$/, "", name)
    sentence = $0
    if (!sub(/^-- /, "", sentence)) {
        print FILENAME ": the first line must be `-- ` and a sentence" > "/dev/stderr"
        exit 1
    }
    gsub(/"/, "\\\"", sentence)
    if (make == "checks")
        printf "    {\"%s\", QUERY_CHECK_%s, \"%s\", %d},\n", name, toupper(name), sentence, gsub(/%s/, "%s", sentence)
    else
        printf "-- name: check_%s\n-- full scan: a check reads everything\n", name
    count++
    next
}

make == "queries" && !/^--/ {
    print
}

END {
    if (make == "checks")
        printf "};\n\nconst size_t db_check_count = %d;\n", count
}
