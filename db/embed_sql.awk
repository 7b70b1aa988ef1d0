# Turns db/queries/*.sql and db/schema/*.sql into C at build time.
#
#   awk -v make=names   -f embed_sql.awk db/queries/*.sql  ->  db/queries.h, the enum of all statements
#   awk -v make=texts   -f embed_sql.awk db/queries/*.sql  ->  their texts
#   awk -v make=schema  -f embed_sql.awk db/schema/*.sql   ->  the migrations
#
# A statement begins with `-- name: words_with_underscores` and ends with `;` at the end of a line. Other lines that
# begin with `--` are comments; `-- full scan: REASON` inside a statement allows it to read a whole table. What only one
# database understands stands in a file of its name, such as feed.sqlite.sql or feed.postgres.sql, and takes there the
# place of a statement of the same name in feed.sql.

function fail(words) {
    printf "%s:%d: %s\n", FILENAME, FNR, words > "/dev/stderr"
    failed = 1
    exit 1
}

function quoted(line) {
    gsub(/[\\]/, "&&", line)
    gsub(/"/, "\\\"", line)
    return "\"" line "\\n\""
}

function end_statement() {
    if (name != "" && !ended)
        fail("the statement " name " has no ; at its end")
    name = ""
}

function begin_statement(words) {
    end_statement()
    name = words
    ended = 0
    if (name !~ /^[a-z][a-z0-9_]*$/)
        fail("\"" name "\" is no name of a statement")
    if ((name, dialect) in sql)
        fail("the name " name " stands twice")
    if (!(name in seen))
        names[++count] = name
    seen[name] = 1
    sql[name, dialect] = ""
}

# The text for one database: its own, or the common one.
function text_for(name, dialect) {
    if ((name, dialect) in sql)
        return sql[name, dialect]
    return (name, "") in sql ? sql[name, ""] : "NULL"
}

function print_texts(    i) {
    for (i = 1; i <= count; i++)
        printf "    [QUERY_%s] = {\n        \"%s\",\n        {%s,\n         %s},\n        %s},\n", toupper(names[i]), names[i],
               text_for(names[i], "sqlite"), text_for(names[i], "postgres"), names[i] in scan ? scan[names[i]] : "NULL"
}

function check_dialect(line) {
    line = " " tolower(line) " "
    if (match(line, /[^a-z_](rowid|ifnull|strftime|unixepoch|julianday|group_concat|glob|pragma|sqlite_[a-z]+|insert or|replace into|json_[a-z]+|->>|typeof|iif|isnull|notnull|autoincrement|begin immediate)[^a-z_]/))
        fail("only SQLite knows" substr(line, RSTART, RLENGTH) "- say it otherwise, or in a file *.sqlite.sql")
    if (match(line, /::|[^a-z_](skip locked|for update|ilike|now\(\)|distinct on)[^a-z_]/))
        fail("only PostgreSQL knows " substr(line, RSTART, RLENGTH) "; say it otherwise, or in a file *.postgres.sql")
}

BEGIN {
    if (make == "names")
        print "/* Made from db/queries/ by db/embed_sql.awk. */\n#ifndef DB_QUERIES_H\n#define DB_QUERIES_H\n\nenum db_query {"
    else
        print "/* Made from db/ by db/embed_sql.awk. */\n#include \"db/driver.h\"\n"
    if (make == "texts")
        print "const struct db_query_text db_query_texts[QUERY_COUNT] = {"
    if (make == "schema")
        print "const struct db_migration db_migrations[] = {"
}

make == "schema" && FNR == 1 {
    file = FILENAME
    sub(/.*\//, "", file)
    if (file !~ /^[0-9][0-9][0-9]_[a-z0-9_]+\.sql$/ || substr(file, 1, 3) + 0 != versions + 1)
        fail("migrations are named 001_words.sql, 002_words.sql and so on, without a gap")
    printf "%s    {\n        \"%s\",\n", versions++ ? "    },\n" : "", file
}

make == "schema" {
    print "        " quoted($0)
    next
}

make != "schema" && FNR == 1 {
    end_statement()
    dialect = match(FILENAME, /\.(sqlite|postgres)\.sql$/) ? substr(FILENAME, RSTART + 1, RLENGTH - 5) : ""
}

/^-- name: / {
    begin_statement(substr($0, 10))
    next
}

/^-- full scan: ./ {
    scan[name] = quoted(substr($0, 15))
    sub(/\\n"$/, "\"", scan[name])
    next
}

/^--/ || /^[ \t]*$/ {
    next
}

{
    if (name == "")
        fail("this line belongs to no statement; begin it with -- name: ...")
    if (ended)
        fail("something follows the end of the statement " name)
    if (dialect == "")
        check_dialect($0)
    ended = /;$/
    sql[name, dialect] = sql[name, dialect] "\n         " quoted($0)
}

END {
    if (failed)
        exit 1
    end_statement()
    if (failed)
        exit 1
    for (i = 1; make == "names" && i <= count; i++)
        printf "    QUERY_%s,\n", toupper(names[i])
    if (make == "names")
        print "    QUERY_COUNT\n};\n\n#endif"
    if (make == "texts") {
        print_texts()
        print "};"
    }
    if (make == "schema")
        printf "    },\n};\n\nconst int db_migration_count = %d;\n", versions
}
