/** Why something did not go out over a carrier; texts for people belong to whoever shows it. */
export type DeliveryCode =
  | "away" // the carrier cannot be reached
  | "sign_in" // it does not accept our name and password
  | "deferred" // it asks to be tried later
  | "refused" // it will not deliver to this address or number
  | "unregistered" // a text message of this kind is not registered with the carrier
  | "unsure"; // the connection broke before it said whether it took the message

/** `later`: try again; `never`: trying again changes nothing; `unsure`: it may have gone, a person has to look. */
export type DeliveryOutcome = "later" | "never" | "unsure";

const outcomes: Record<DeliveryCode, DeliveryOutcome> = {
  away: "later",
  sign_in: "later",
  deferred: "later",
  refused: "never",
  unregistered: "never",
  unsure: "unsure",
};

export class DeliveryProblem extends Error {
  readonly code: DeliveryCode;
  readonly outcome: DeliveryOutcome;
  constructor(code: DeliveryCode, options?: ErrorOptions) {
    super(code, options);
    this.name = "DeliveryProblem";
    this.code = code;
    this.outcome = outcomes[code];
  }
}
