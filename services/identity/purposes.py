"""What is sealed of a dossier, by name: the purposes under which `store` keeps it."""

# The answers, by the path of the field.
ANSWERS = "answers"
# The whole rendering, section by section, as `forms.review.frozen` gives it.
FROZEN = "frozen"
# The names of the files, by id.
FILES = "files"
