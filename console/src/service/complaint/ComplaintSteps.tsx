import { Button } from "antd";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { isArchived, type Ticket } from "../tickets/data.ts";
import { Compensate } from "./Compensate.tsx";
import { Compensations } from "./Compensations.tsx";
import "./complaint.css";
import { type ComplaintFile, useComplaint } from "./data.ts";
import { Findings, Investigate } from "./Investigation.tsx";
import { ReviewForm, Reviews } from "./Review.tsx";
import { Solutions, Solve } from "./Solution.tsx";
import { Step, type StepState } from "./Step.tsx";
import { Supervise } from "./Supervise.tsx";
import { Answer, AnswerView, EarlierTellings, Tell, TellingView } from "./Telling.tsx";

type Props = { readonly ticket: Ticket; readonly onChanged: () => void };

/** A complaint step by step: what was found, decided, given, reviewed, told and answered, and what comes next. */
export function ComplaintSteps({ ticket, onChanged }: Props) {
  const { t } = useText();
  const { data: file, error } = useComplaint(ticket.id!);
  return (
    <section className="panel steps" aria-label={t("complaints.steps")}>
      <div className="panel-head">
        <h2>{t("complaints.steps")}</h2>
        {Number(ticket.reopened) > 0 && (
          <Tag tone="warn">{t("complaints.reopenedTimes", { count: Number(ticket.reopened) })}</Tag>
        )}
      </div>
      <ProblemNote problem={error} />
      {!file && !error && <Waiting />}
      {file && <Steps ticket={ticket} file={file} onChanged={onChanged} />}
    </section>
  );
}

/** Which steps of the present round are done: a complaint that was opened again begins with its solution. */
function roundOf(state: string | undefined, file: ComplaintFile) {
  const reached = ["solved", "reviewed", "told", "closed"].indexOf(state ?? "");
  return {
    found: file.investigations.length > 0,
    solved: reached >= 0,
    reviewed: state === "reviewed" || (reached >= 2 && isReviewed(file)),
    told: reached >= 2,
    answered: reached >= 3,
  };
}

/** The solution that stands has passed a review; where no clause wants one there may be none. */
const isReviewed = ({ solutions: [solution], reviews: [review] }: ComplaintFile): boolean =>
  review?.passed === true && review.at! >= (solution?.at ?? "");

function Steps({ ticket, file, onChanged }: Props & { file: ComplaintFile }) {
  const { t } = useText();
  const { may } = useMe();
  const [url, set] = useUrlState();
  const round = roundOf(ticket.state, file);
  const tellable = round.solved && (round.reviewed || !file.wantsReview);
  const works = may("service.tickets.work") && !isArchived(ticket);
  const ours = file.found?.ourFault === "yes" || file.found?.ourFault === "partly";
  const [solution] = file.solutions;
  const [review] = file.reviews;
  const [telling, ...told] = file.tellings;
  const sentBack = !round.solved && review?.passed === false;
  const close = () => set({ step: undefined });
  const open = (step: string, label: string, primary = true) => (
    <Button type={primary ? "primary" : "default"} size="small" onClick={() => set({ step })}>
      {label}
    </Button>
  );
  const stateOf = (done: boolean, now: boolean): StepState => (done ? "done" : now ? "now" : "later");
  const given: StepState = file.compensations.some((one) => one.state === "proposed")
    ? "now"
    : file.compensations.some((one) => one.state !== "cancelled")
      ? "done"
      : "later";
  const form = { ticket, onClose: close, onDone: onChanged };
  return (
    <>
      <ol className="step-list">
        <Step
          title={t("complaints.investigation")}
          state={stateOf(round.found, !round.found && !round.solved)}
          by={file.investigations[0]?.byName}
          at={file.investigations[0]?.at}
          action={
            works && !round.solved && !round.found
              ? open("investigation", t("complaints.investigate"))
              : works && !round.solved && open("investigation", t("complaints.investigateAgain"), false)
          }
        >
          <Findings file={file} />
        </Step>
        {file.awaitsSupervisor && (
          <Step
            title={t("complaints.supervision")}
            state="now"
            action={may("service.tickets.assign") && open("supervision", t("complaints.supervise"))}
          >
            <p className="quiet small">{t("complaints.awaitsSupervisor")}</p>
          </Step>
        )}
        <Step
          title={t("complaints.solution")}
          state={stateOf(round.solved, round.found && !file.awaitsSupervisor)}
          by={round.solved ? solution?.byName : null}
          at={round.solved ? solution?.at : null}
          action={
            works && !round.solved && round.found && !file.awaitsSupervisor && open("solution", t("complaints.solve"))
          }
        >
          <Solutions ticket={ticket} file={file} stands={round.solved} onDone={onChanged} />
        </Step>
        <Step
          title={t("complaints.compensation")}
          state={given}
          aside
          action={works && ours && open("compensation", t("complaints.compensate"), false)}
        >
          {file.compensations.length ? (
            <Compensations ticket={ticket} file={file} onDone={onChanged} />
          ) : (
            <p className="quiet small">
              {t(ours || !works ? "complaints.compensationNone" : "complaints.compensationFirst")}
            </p>
          )}
        </Step>
        <Step
          title={t("complaints.review")}
          state={sentBack ? "failed" : stateOf(round.reviewed, round.solved && file.wantsReview)}
          by={round.reviewed || sentBack ? review?.byName : null}
          at={round.reviewed || sentBack ? review?.at : null}
          action={
            round.solved &&
            !round.told &&
            !round.reviewed &&
            may("service.tickets.review") &&
            open("review", t("complaints.reviewDo"), file.wantsReview)
          }
        >
          {round.solved && !round.reviewed && (!file.wantsReview || !may("service.tickets.review")) && (
            <p className="quiet small">{t(file.wantsReview ? "complaints.awaitsReview" : "complaints.reviewOpen")}</p>
          )}
          <Reviews file={file} stands={round.reviewed || sentBack} />
        </Step>
        <Step
          title={t("complaints.telling")}
          state={stateOf(round.told, tellable)}
          by={round.told ? telling?.byName : null}
          at={round.told ? telling?.at : null}
          action={works && tellable && !round.told && open("telling", t("complaints.tell"))}
        >
          {round.told && telling && <TellingView one={telling} />}
          <EarlierTellings rows={round.told ? told : file.tellings} />
        </Step>
        <Step
          title={t("complaints.answer")}
          state={stateOf(round.answered, round.told)}
          by={round.answered ? telling?.answeredByName : null}
          at={round.answered ? telling?.answeredAt : null}
          action={works && round.told && !round.answered && open("answer", t("complaints.answerDo"))}
        >
          {round.answered && telling?.answeredAt && <AnswerView one={telling} />}
          {round.told && !round.answered && <p className="quiet small">{t("complaints.awaitsAnswer")}</p>}
        </Step>
      </ol>
      {url.step === "investigation" && works && <Investigate {...form} />}
      {url.step === "solution" && works && <Solve {...form} file={file} />}
      {url.step === "compensation" && works && <Compensate {...form} />}
      {url.step === "supervision" && may("service.tickets.assign") && <Supervise {...form} />}
      {url.step === "review" && may("service.tickets.review") && <ReviewForm {...form} />}
      {url.step === "telling" && works && <Tell {...form} text={solution?.body ?? ""} />}
      {url.step === "answer" && works && <Answer {...form} />}
    </>
  );
}
