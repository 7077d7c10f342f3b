import { redirect } from '@sveltejs/kit';
import { mayAlso } from '#domain/access/offer.ts';
import { isRefused, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { caseMailAddress } from '#domain/contact/mail/case-address.server.ts';
import { heldMails } from '#domain/contact/mail/held-mail.server.ts';
import { owedOn, type Owed } from '#domain/contact/thread/owed.server.ts';
import { sendingsFor } from '#domain/contact/thread/sendings.server.ts';
import { entryOf, threadOf, type ThreadEntry } from '#domain/contact/thread/thread.server.ts';
import { askToBeRung, latestOf, writeToCouncil, writeToFamily } from '#domain/contact/thread/write.server.ts';
import { papersOf } from '#domain/evidence/papers.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { forms } from './forms.ts';
import { peopleToChoose } from './people.server.ts';
import { entryInWords, owedInWords } from './view.ts';
import type { PageServerLoad } from './$types';

const doneInWords: Record<string, string> = {
  written: 'Sent.',
  posted: 'Sent. They asked for letters first, so it is a letter as well: print and post it.',
  rung: 'We have written down that you want to be rung.',
  call: 'The call is written down.',
  meeting: 'The meeting is written down.',
  came: 'What came is written down.',
};

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const asked = event.url.searchParams;
  const before = asked.get('before');
  return underScope(scope, async (tx) => {
    const { entries, older } = await threadOf(tx, scope, before);
    const titles = await titlesOf(tx, scope, entries);
    const ids = entries.map(({ contactEntryId }) => contactEntryId);
    const sendings = await sendingsFor(tx, scope, ids);
    const mayWrite = mayAlso(scope, 'contact:write');
    const owed = await owedOn(tx, scope, today(now));
    return {
      entries: entries.map((one) =>
        entryInWords(one, scope, { sendings: sendings.get(one.contactEntryId) ?? [], papers: titles }),
      ),
      ...{ older, isOlder: before !== null, mayWrite, family: scope.side === 'family' },
      owed: owedInWords(owed, scope),
      mayLog: mayAlso(scope, 'contact:log'),
      address: await caseMailAddress(tx, scope),
      maySort: mayAlso(scope, 'mail:sort'),
      toSort: mayAlso(scope, 'mail:sort') ? (await heldMails(tx, scope)).length : 0,
      mayWriteLetters: mayAlso(scope, 'adult:see'),
      writing: mayWrite && scope.side !== 'family' ? await writingOf(tx, scope, answering(asked, owed)) : null,
      done: doneInWords[asked.get('done') ?? ''] ?? null,
    };
  });
};

/** What the papers that came with these entries are called, as whoever reads may know them. */
async function titlesOf(tx: Tx, scope: CaseScope, entries: readonly ThreadEntry[]): Promise<Map<string, string>> {
  const wanted = new Set(entries.flatMap(({ papers }) => papers));
  if (wanted.size === 0 || !mayAlso(scope, 'paper:see')) return new Map();
  const papers = await papersOf(tx, scope);
  return new Map(papers.flatMap(({ evidenceItemId: id, title }) => (wanted.has(id) ? [[id, title]] : [])));
}

/** The entry that is answered: the one named, or, from a list of what is owed, the one an answer is owed to first. */
function answering(asked: URLSearchParams, owed: readonly Owed[]): string | null {
  const answers = asked.get('answers');
  if (answers !== 'owed') return answers;
  return owed.find(({ kind }) => kind === 'reply' || kind === 'acknowledge')?.subjectId ?? null;
}

/** What somebody of the council needs to write: to whom, and what it answers. */
async function writingOf(tx: Tx, scope: CaseScope, answers: string | null) {
  const people = await peopleToChoose(tx, scope);
  const answered = answers ? await entryOf(tx, scope, answers) : null;
  const only = people.length === 1 ? people[0]!.value : '';
  return {
    people,
    last: await latestOf(tx, scope),
    answers: answered && { id: answered.contactEntryId, to: answered.withPersonId ?? 'all', words: answered.words },
    to: answered ? (answered.withPersonId ?? 'all') : only,
  };
}

const back = (caseFileId: string, done: string): never =>
  redirect(303, `/cases/${caseFileId}/messages?done=${done}#said`);

export const actions = actionsFor('/cases/[caseFile]/messages', {
  write: async ({ request }, scope) => {
    if (scope.side === 'family') {
      const read = await readForm(request, forms.family);
      if ('refused' in read) return read.refused;
      return answer(await underScope(scope, (tx) => writeToCouncil(tx, scope, read.ok, now())), read.ok, scope);
    }
    const read = await readForm(request, forms.council);
    if ('refused' in read) return read.refused;
    const says = { ...read.ok, hard: read.ok.hard !== '' };
    return answer(await underScope(scope, (tx) => writeToFamily(tx, scope, says, now())), read.ok, scope);
  },
  ringMe: async ({ request }, scope) => {
    const read = await readForm(request, forms.ringMe);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => askToBeRung(tx, scope, read.ok.when, now()));
    if (isRefused(done)) return refuseForm(read.ok, { [done.field]: done.refused });
    return back(scope.caseFileId, 'rung');
  },
});

const answer = (done: Refused | 'written' | 'posted', values: Record<string, string>, { caseFileId }: CaseScope) =>
  isRefused(done) ? refuseForm(values, { [done.field]: done.refused }) : back(caseFileId, done);
