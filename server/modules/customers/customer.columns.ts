/** Facts that may be missing, as columns: what is entered, and what a merge fills from the other file. */
export const optionalFacts = [
  "member_number",
  "external_key",
  "gender",
  "birth_date",
  "organisation_type",
  "legal_representative",
  "business_scope",
  "scale",
  "industry",
  "decision_process",
  "project_wishes",
  "budget",
  "division",
  "channel",
  "referrer_id",
  "owner_id",
  "department_id",
  "joined_on",
] as const;

/** Columns that entering a customer sets from what was given. */
export const enteredColumns = ["kind", "class", "name", ...optionalFacts, "interests", "extra", "received_at"] as const;

/** Columns that lists and pages read; the search keys stay behind. */
export const readColumns = [
  "customer_id",
  "state",
  ...enteredColumns,
  "created_at",
  "updated_at",
  "closed_at",
  "merged_into",
  "version",
] as const;
