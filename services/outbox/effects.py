"""The names of the work that can be promised."""

ISSUE_DOCUMENT = "issue_document"
PRINT_BLANK = "print_blank"
NOTIFY = "notify"
