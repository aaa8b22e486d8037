/** The least that opens a customer's file: consent to be served, with its evidence (B3.1.2). */
export const serviceConsent = {
  purpose: "service",
  notice: "2026-01",
  evidenceKind: "signature",
  evidence: "受理单 0001",
};
export const identityConsent = {
  purpose: "identity",
  notice: "2026-01",
  evidenceKind: "signature",
  evidence: "单独同意书 0001",
};

/** A request body for `POST /customers`. */
export const newCustomer = (facts: object, more: object = {}) => ({
  facts: { kind: "person", ...facts },
  consents: [serviceConsent],
  ...more,
});
