export { ComplaintSteps } from "./ComplaintSteps.tsx";
export { SuggestionSteps } from "./SuggestionSteps.tsx";
