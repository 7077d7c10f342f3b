import { inShort, inWords, momentInWords } from '#domain/calendar/words.ts';
import { dateOf, timeInWords } from '#domain/calendar/today.ts';
import { inGroups } from '#domain/evidence/canonical.ts';
import { frozenView } from '#domain/evidence/pack/pack-view.ts';
import { checkInWords } from '../meeting/check-state.ts';
import type { DecidingContent } from './deciding-content.server.ts';
import type { Decision } from './deciding.server.ts';
import { paceInWords, type DeskAgenda } from './desk-agenda.ts';
import type { DeskItem } from './desk-item.server.ts';
import type { OutcomeCounts } from './desk-outcomes.ts';
import type { DeskPage } from './desk-page.server.ts';
import { outcomes, outcomesOf } from '../outcomes.ts';
import { questions } from '../question.ts';
import { citesInWords } from './reasons-pages.ts';
import { seats } from '../seats.ts';

interface DeskFacts {
  item: DeskItem;
  content: DecidingContent;
  now: Date;
  agenda: DeskAgenda;
  changes: string[];
  page: DeskPage | { fault: string } | null;
  decisions: readonly Decision[];
  outcomes: OutcomeCounts;
  mayWrite: boolean;
  maySave: boolean;
}

/** "10.42am" today, with the day otherwise: when something was really saved. */
const savedAt = (at: Date, now: Date): string => (dateOf(at) === dateOf(now) ? timeInWords(at) : momentInWords(at));

/** What the desk shows, in words. */
export function deskView(facts: DeskFacts) {
  const { item, content, now, agenda, decisions } = facts;
  const { pack, check } = content;
  const { meetsOn, place, boardMeetingId } = item.meeting;
  return {
    agendaItemId: item.agendaItemId,
    child: content.childName,
    question: questions[item.question],
    choices: outcomesOf(item.question).map((outcome) => ({ value: outcome, label: outcomes[outcome].inWords })),
    meeting: { boardMeetingId, sentence: `${inWords(meetsOn)}, ${place}` },
    agenda: { ...agenda, pace: paceInWords(agenda, item.meeting, now) },
    pack: pack && { packId: pack.packId, ...frozenView(pack.manifest, pack.sha256) },
    changes: facts.changes,
    page: facts.page,
    check: { heading: checkInWords[check.state], sentence: check.sentence, notAskedWhy: content.notAskedWhy },
    present: presentView(content),
    important: importantView(content, now),
    reasons: reasonsView(content, now),
    draft: draftView(content, now),
    faults: content.faults,
    outcomes: facts.outcomes,
    decision: decisionView(decisions.find(({ agendaItemId }) => agendaItemId === item.agendaItemId)),
    earlier: decisions
      .filter(({ agendaItemId }) => agendaItemId !== item.agendaItemId)
      .map((each) => decisionView(each)!),
    mayWrite: facts.mayWrite,
    maySave: facts.maySave,
  };
}
export type Desk = ReturnType<typeof deskView>;

const presentView = ({ present }: DecidingContent) =>
  present.sitting.map(({ name, seat, attended, excluded }) => ({
    name,
    seat: seats[seat],
    here: excluded ? 'not for this case' : attended === null ? 'not written down yet' : attended ? 'here' : 'not here',
  }));

const importantView = ({ important }: DecidingContent, now: Date) =>
  important.map(({ answer, ...page }) => ({
    ...page,
    answer: answer && {
      words: answer.words,
      saved: `${answer.byName}, ${savedAt(answer.at, now)}`,
      version: answer.at.getTime(),
    },
  }));

const reasonsView = ({ reasons }: DecidingContent, now: Date) =>
  reasons.map(({ decisionReasonId, words, restsOn, pages, at, byName, faults }) => ({
    ...{ decisionReasonId, words, restsOn, faults, version: at.getTime() },
    cites: citesInWords(pages),
    pages: pages.map(({ cite }) => cite),
    saved: `${byName}, ${savedAt(at, now)}`,
  }));

function draftView({ draft }: DecidingContent, now: Date) {
  const { outcome, sentence, thisWeek, nextStep, saved } = draft;
  return {
    ...{ outcome: outcome ?? '', sentence, thisWeek, nextStep },
    saved: saved && `Saved at ${savedAt(saved.at, now)} by ${saved.byName}.`,
    version: saved?.at.getTime() ?? null,
  };
}

/** A decision as the Board and the council read it. */
export function decisionView(decision: Decision | undefined) {
  if (!decision) return null;
  const { decisionId, question, outcome, sentence, thisWeek, nextStep, record, decidedAt, decidedByName, sha256 } =
    decision;
  return {
    ...{ decisionId, sentence, thisWeek, nextStep },
    question: questions[question],
    outcome: outcomes[outcome].inWords,
    on: inShort(dateOf(decidedAt)),
    saved: `Saved on ${momentInWords(decidedAt)} by ${decidedByName}.`,
    reasons: record.reasons.map(({ words, restsOn, pages }) => ({
      words,
      restsOn: restsOn === 'pages' ? citesInWords(pages) : 'The Board’s judgement',
    })),
    important: record.important,
    present: record.present,
    check: record.check,
    fingerprint: inGroups(sha256),
  };
}
export type DecisionView = NonNullable<ReturnType<typeof decisionView>>;
