/** A text message. Carriers in China deliver only texts registered with them: a number and values for its places. */
export type OutgoingSms = {
  readonly id: string;
  /** A mainland mobile, 11 digits. */
  readonly to: string;
  readonly text: string;
  readonly registered?: { readonly number: string; readonly values: readonly string[] } | undefined;
};

export interface SmsCarrier {
  /** Answers what the carrier called it. @throws DeliveryProblem */
  send(sms: OutgoingSms): Promise<{ providerId: string | null }>;
}

/** Where no carrier is set up: the text stands in the outbox and goes nowhere. */
export const standInCarrier: SmsCarrier = { send: async () => ({ providerId: null }) };
