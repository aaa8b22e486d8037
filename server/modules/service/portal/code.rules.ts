/** How long a code holds, how often it may be tried, and how often one may be asked for: against guessing and flooding. */
export const codeMinutes = 10;
export const codeTries = 5;
const codesAnHour = 5;
const secondsBetweenCodes = 60;

/** What stands against sending another code to a phone; undefined where nothing does. `sent` are the times of the last hour, newest first. */
export function codeRefusal(sent: readonly string[], now: Date): "soon" | "many" | undefined {
  const [last] = sent;
  if (last && now.getTime() - Date.parse(last) < secondsBetweenCodes * 1000) return "soon";
  return sent.length >= codesAnHour ? "many" : undefined;
}
