/** Why something did not go out over a carrier; texts for people belong to whoever shows it. */
export type DeliveryCode =
  | "away" // the carrier cannot be reached
  | "sign_in" // it does not accept our name and password
  | "deferred" // it asks to be tried later
  | "refused" // it will not deliver to this address or number
  | "unregistered" // a text message of this kind is not registered with the carrier
  | "unsure"; // the connection broke before it said whether it took the message

export class DeliveryProblem extends Error {
  readonly code: DeliveryCode;
  constructor(code: DeliveryCode, options?: ErrorOptions) {
    super(code, options);
    this.name = "DeliveryProblem";
    this.code = code;
  }
}
