import { Suggestions } from "../knowledge/Suggestions.tsx";

type Props = {
  /** What the visitor wrote. */
  readonly text: string;
  readonly onUse: (text: string) => void;
  readonly contactId?: string;
  readonly customerId?: string;
};

/** What helps to answer: articles and saved replies of the knowledge base. */
export const SavedReplies = (props: Props) => <Suggestions {...props} />;
