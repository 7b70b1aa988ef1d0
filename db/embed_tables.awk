# Finds out from db/schema/*.sql, in their order, which tables the newest schema has, and makes of it what copies a store
# table by table (db/copy.h):
#
#   awk -v make=queries -f embed_tables.awk db/schema/*.sql  ->  copy.sql, statements for embed_sql.awk
#   awk -v make=tables  -f embed_tables.awk db/schema/*.sql  ->  C, the tables with their columns and statements
#
# Tables come after those they refer to. One that refers to itself is written without that reference, which is put when all its
# rows are there. A test holds the result against the catalogue of a store.

function fail(words) {
    printf "%s:%d: %s\n", FILENAME, FNR, words > "/dev/stderr"
    failed = 1
    exit 1
}

# A name may come back after it was dropped or renamed.
function forget(name) {
    columns[name] = keys[name] = self[name] = ""
    for (pair in refers) {
        split(pair, ends, SUBSEP)
        if (ends[1] == name)
            delete refers[pair]
    }
    delete exists[name]
}

function add_column(name, line,    words) {
    sub(/^ +/, "", line)
    split(line, words, /[ ,]+/)
    if (words[2] !~ /^(INTEGER|TEXT|BLOB|REAL)$/)
        fail("column " words[1] " has a type that cannot be copied")
    columns[name] = columns[name] " " words[1] ":" words[2]
    if (line ~ /PRIMARY KEY/)
        keys[name] = words[1]
    if (match(line, /REFERENCES [a-z_]+/)) {
        target = substr(line, RSTART + 11, RLENGTH - 11)
        if (target == name)
            self[name] = words[1]
        else
            refers[name, target] = 1
    }
}

/^CREATE TABLE / {
    table = $3
    forget(table)
    exists[table] = 1
    next
}

table != "" && /^\)/ {
    table = ""
    next
}

table != "" && /^    PRIMARY KEY \(/ {
    line = $0
    gsub(/.*\(|\).*/, "", line)
    keys[table] = line
    next
}

table != "" && /^    [a-z]/ {
    last = $1
    add_column(table, $0)
    next
}

/^ALTER TABLE [a-z_]+ ADD COLUMN / {
    line = $0
    sub(/^ALTER TABLE [a-z_]+ ADD COLUMN /, "", line)
    sub(/;.*/, "", line)
    add_column($3, line)
    next
}

/^ALTER TABLE [a-z_]+ RENAME TO / {
    new = $6
    sub(/;.*/, "", new)
    forget(new)
    columns[new] = columns[$3]
    keys[new] = keys[$3]
    self[new] = self[$3]
    exists[new] = 1
    forget($3)
    next
}

/^ALTER TABLE / {
    fail("this change of a table is not known here yet")
}

# Rows that a migration puts in would stand in the way of those that are copied.
/^INSERT INTO / {
    filled[$3] = 1
}

/^DROP TABLE / {
    name = $3
    sub(/;.*/, "", name)
    forget(name)
}

function emit_queries(name, names, count,    i, list, params, order) {
    for (i = 1; i <= count; i++) {
        split(names[i], part, ":")
        list = list (i > 1 ? ", " : "") part[1]
        params = params (i > 1 ? ", " : "") ":" part[1]
        order = order (i > 1 ? ", " : "") part[1] " NULLS FIRST"
    }
    printf "-- name: copy_read_%s\n-- full scan: a copy reads all\nSELECT %s FROM %s ORDER BY %s;\n", name, list, name,
        keys[name] != "" ? keys[name] : order
    printf "-- name: copy_write_%s\nINSERT INTO %s (%s) VALUES (%s);\n", name, name, list, params
    if (name in filled) {
        split(keys[name], first_key, ",") # of a key of several columns, one is enough
        printf "-- name: copy_clear_%s\n-- full scan: a copy begins empty\nDELETE FROM %s WHERE %s IS NOT NULL;\n", name,
            name, first_key[1]
    }
    if (self[name] != "")
        printf "-- name: copy_link_%s\nUPDATE %s SET %s = :%s WHERE %s = :%s;\n", name, name, self[name], self[name],
            keys[name], keys[name]
}

function emit_columns(name, names, count,    i) {
    printf "static const struct db_column columns_of_%s[] = {\n", name
    for (i = 1; i <= count; i++) {
        split(names[i], part, ":")
        printf "    {\"%s\", DB_TYPE_%s},\n", part[1], part[2] == "INTEGER" ? "INT" : part[2]
    }
    print "};"
    upper = toupper(name)
    entries = entries sprintf("    {\"%s\", columns_of_%s, %d, QUERY_COPY_READ_%s, QUERY_COPY_WRITE_%s, %s, %s,\n     \"%s\", \"%s\"},\n",
                              name, name, count, upper, upper, name in filled ? "QUERY_COPY_CLEAR_" upper : "QUERY_COUNT",
                              self[name] != "" ? "QUERY_COPY_LINK_" upper : "QUERY_COUNT", keys[name], self[name])
}

function emit(name,    names, count) {
    count = split(columns[name], names, " ")
    if (make == "queries")
        emit_queries(name, names, count)
    else
        emit_columns(name, names, count)
    done[name] = 1
}

function ready(name,    pair, ends) {
    for (pair in refers) {
        split(pair, ends, SUBSEP)
        if (ends[1] == name && !(ends[2] in done))
            return 0
    }
    return 1
}

# Of those that could come next, the first by name, so that the order is the same everywhere.
function next_table(    name, best) {
    for (name in exists) {
        if (!(name in done) && (best == "" || name < best) && ready(name))
            best = name
    }
    return best
}

END {
    if (failed)
        exit 1
    # What a store says of itself is not copied.
    delete exists["schema_version"]
    delete exists["backup"]
    delete exists["backup_table"]
    if (make == "tables")
        print "/* Made from db/schema/ by db/embed_tables.awk. */\n#include \"db/copy_tables.h\"\n"
    while ((name = next_table()) != "") {
        emit(name)
        count++
    }
    for (name in exists) {
        if (!(name in done))
            fail("table " name " refers to itself through others")
    }
    if (make == "tables")
        printf "const struct db_table db_tables[] = {\n%s};\n\nconst size_t db_table_count = %d;\n", entries, count
}
