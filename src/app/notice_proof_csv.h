/* The proof that people were told, as a table for people: one row a notice. */
#ifndef APP_NOTICE_PROOF_CSV_H
#define APP_NOTICE_PROOF_CSV_H

#include "app/notice_evidence.h"
#include "base/table.h"

void notice_proof_put_heading(struct table_writer *writer);
void notice_proof_put(struct table_writer *writer, const struct notice_proof *proof);

#endif
