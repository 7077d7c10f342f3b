import { stageInWords } from '#domain/cases/stage.ts';
import { SILENT_DAYS, type TeamCase } from '#domain/contact/handover/team.server.ts';

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
const shown = ({ caseFileId, reference, child }: TeamCase, words: string) => ({ caseFileId, reference, child, words });
const whose = ({ officer }: TeamCase) => officer ?? 'nobody has it';

export const happenedInWords = {
  stage: 'moved a step',
  decision: 'the Board decided',
  mediation: 'a mediation ended',
} as const;

/** The cases of a team sorted into what each waits for, the longest first. One case may be in more than one list. */
export function boardInWords(cases: readonly TeamCase[]) {
  const by = (measure: (one: TeamCase) => number) => (a: TeamCase, b: TeamCase) => measure(b) - measure(a);
  const inTray = cases.filter(({ trayDays }) => trayDays !== null).sort(by((one) => one.trayDays ?? 0));
  const late = cases.filter((one) => one.late > 0).sort(by((one) => one.lateDays));
  const held = cases.filter((one) => one.held > 0).sort(by((one) => one.held));
  const silent = cases.filter(({ silentDays }) => silentDays > SILENT_DAYS).sort(by((one) => one.silentDays));
  return {
    tray: inTray.map((one) =>
      shown(
        one,
        `${stageInWords[one.stage]}. In the tray ${one.trayDays ? `for ${days(one.trayDays)}` : 'since today'}`,
      ),
    ),
    late: late.map((one) =>
      shown(
        one,
        `${one.late === 1 ? '1 promise' : `${one.late} promises`}, the oldest ${days(one.lateDays)} late; ${whose(one)}`,
      ),
    ),
    held: held.map((one) =>
      shown(one, `${one.held === 1 ? '1 e-mail' : `${one.held} e-mails`} to sort; ${whose(one)}`),
    ),
    silent: silent.map((one) => shown(one, `${days(one.silentDays)}; ${whose(one)}`)),
  };
}
