import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';
import { childPageOf } from '#domain/cases/child-page.server.ts';
import { confirm } from '#domain/evidence/list/confirm.server.ts';
import { seenSha256, sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { contentText } from '#domain/evidence/pack/manifest.ts';
import { packContentOf } from '#domain/evidence/pack/pack-content.server.ts';
import type { PackParts } from '#domain/evidence/pack/pack-parts.ts';
import { freezePack } from '#domain/evidence/pack/packs.server.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';
import { SUMMARY } from '#domain/spaces/texts.ts';
import { theCheck } from '#domain/spaces/place.server.ts';
import { saveWords, sha256Of as wordsSha256 } from '#domain/spaces/words.server.ts';
import type { BoardDemo } from './board-cases.ts';
import type { People } from './enter.ts';
import { addPaper } from './maya.ts';
import type { MadeUpPaper } from './papers/paper.ts';
import { scopeOn } from './scope.ts';

const report = ({ first, surname, school }: BoardDemo, date: string): MadeUpPaper => ({
  title: `School advice about ${first}`,
  author: 'The special educational needs coordinator',
  about: [`About: ${first} ${surname}`, `Date: ${date}`],
  sections: [{ heading: `What ${first} is like in school`, paragraphs: school }],
});

/** What a case needs before it goes to the Board: a report, the family's words, and what each side says of the papers. */
export async function furnishForBoard(
  one: BoardDemo,
  caseFileId: string,
  people: People,
  today: CalendarDate,
): Promise<void> {
  const writtenOn = addDays(today, -16);
  await addPaper(
    caseFileId,
    people,
    report(one, inShort(writtenOn)),
    'priya',
    'education',
    'school-advice.pdf',
    writtenOn,
  );
  if (!one.family || !one.familySays) return;
  const family = await scopeOn(people[one.family], caseFileId, 'space:write');
  await saveWords(family, { place: theCheck, name: SUMMARY, words: one.summary, shownSha256: wordsSha256('') });
  await say(people[one.family], caseFileId, one.familySays);
  await say(people.priya, caseFileId, { says: 'everything', words: '' });
}

async function say(
  who: People['priya'],
  caseFileId: string,
  { says, words }: NonNullable<BoardDemo['familySays']>,
): Promise<void> {
  const scope = await scopeOn(who, caseFileId, 'check:confirm');
  const said = await underScope(scope, async (tx) =>
    confirm(tx, scope, { says, words, contentSha256: seenSha256(await rowsOf(tx, scope), []) }, []),
  );
  if (isRefused(said)) throw new Error(said.refused);
}

/** Freezes what the Board will see of this case. */
export async function freezeFor({ first, summary }: BoardDemo, caseFileId: string, { priya }: People): Promise<void> {
  const scope = await scopeOn(priya, caseFileId, 'pack:freeze');
  const frozen = await underScope(scope, async (tx) => {
    const { ownWords, goodDay, wantGrownUpsToKnow, helpedBy, askedOn } = await childPageOf(tx, scope);
    const parts: PackParts = {
      child: { class: 'case', name: first, ownWords, goodDay, wantGrownUpsToKnow, helpedBy, askedOn },
      summary: { class: 'case', words: summary },
      points: [],
    };
    const shown = sha256Of(contentText(await packContentOf(tx, scope, parts, [])));
    return freezePack(tx, scope, shown, parts, []);
  });
  if (isRefused(frozen)) throw new Error(frozen.refused);
}
