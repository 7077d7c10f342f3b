import { v7 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Party } from '#domain/spaces/point.ts';
import { addPage, papersToCite } from '#domain/spaces/page-commands.server.ts';
import { addPoint, agree, comeBackTo, notAgreed, propose } from '#domain/spaces/point-commands.server.ts';
import { standingProposals } from '#domain/spaces/proposals.server.ts';
import { SUMMARY } from '#domain/spaces/texts.ts';
import { theCheck } from '#domain/spaces/place.server.ts';
import { saveWords, sha256Of } from '#domain/spaces/words.server.ts';
import type { People } from './enter.ts';
import { scopeOn } from './scope.ts';

interface DemoPoint {
  title: string;
  /** Each side's words, in the order they were written. */
  words: Partial<Record<Party, string>>;
  /** Title of a paper and its page. */
  restsOn: [string, number] | null;
  /** What each side did next, in order. */
  then: [Party, 'propose' | 'agree' | 'not_agreed' | 'come_back_to'][];
}

const points: DemoPoint[] = [
  {
    title: 'Mornings and the gate',
    words: {
      family:
        'Every school morning somebody Maya knows meets her at the gate and says what is coming and what is different today. It is written down, so that it does not end in March.',
      council:
        'We agree that the morning minute works. We want to put it as an adult Maya knows, each morning, up to the end of the second lesson.',
    },
    restsOn: ['School advice for an education, health and care needs assessment', 1],
    then: [['family', 'propose']],
  },
  {
    title: 'Somewhere quiet to eat',
    words: {
      family: 'Maya eats somewhere other than the dinner hall, every day, with one friend if she wants.',
      council: 'The school has the library on three days. We are asking what can be done on the other two.',
    },
    restsOn: ['Speech and language therapy report', 2],
    then: [['council', 'not_agreed']],
  },
  {
    title: 'Speech and language therapy',
    words: { council: 'Once a week in term time, 45 minutes, by a speech and language therapist, as the report says.' },
    restsOn: ['Speech and language therapy report', 1],
    then: [
      ['council', 'propose'],
      ['family', 'agree'],
    ],
  },
  {
    title: 'Time to answer',
    words: { family: 'Grown-ups wait ten seconds. Maya may draw or point instead.' },
    restsOn: ['Educational psychology advice', 2],
    then: [['family', 'come_back_to']],
  },
];

const summary =
  'Maya is nine. She draws railway maps from memory and notices what others miss. She wants to be at school. What stops her is noise and not knowing what is coming. ' +
  'She holds it together all day and it comes out at home. The thing that works is small: somebody she knows meets her at the gate for one minute and tells her the day. ' +
  'On those mornings she goes in. It ends in March unless it is written in a plan. She also needs somewhere quiet to eat, and time to find her words. ' +
  'She is not slow and she is not naughty. Please read her own page first.';

const once = () => ({ commandId: v7(), place: theCheck });

/** Writes the family's summary and four points, each left at a different place: put forward, not agreed yet, agreed, to come back to. */
export async function writePoints(caseFileId: string, { dana, priya }: People): Promise<void> {
  const write = {
    family: await scopeOn(dana, caseFileId, 'space:write'),
    council: await scopeOn(priya, caseFileId, 'space:write'),
  };
  await saveWords(write.family, { place: theCheck, name: SUMMARY, words: summary, shownSha256: sha256Of('') });
  for (const { title, words, restsOn, then } of points) {
    const by = words.family ? 'family' : 'council';
    const { pointId } = await addPoint(write[by], { ...once(), title });
    for (const side of ['family', 'council'] as const) {
      const typed = { place: theCheck, name: pointId, words: words[side] ?? '', shownSha256: sha256Of('') };
      if (typed.words) await saveWords(write[side], typed);
    }
    if (restsOn) await cite(write[by], pointId, ...restsOn);
    for (const [step, [side, act]] of then.entries()) await doOne(write[side], pointId, step + 1, act);
  }
}

type Writing = Awaited<ReturnType<typeof scopeOn>>;

async function cite(scope: Writing, pointId: string, title: string, page: number): Promise<void> {
  const paper = (await underScope(scope, (tx) => papersToCite(tx, scope))).find((one) => one.title === title);
  if (!paper) throw new Error(`There is no paper called “${title}” to rest a point on.`);
  await addPage(scope, { ...once(), pointId, evidenceItemId: paper.evidenceItemId, page });
}

async function doOne(
  scope: Writing,
  pointId: string,
  version: number,
  act: DemoPoint['then'][number][1],
): Promise<void> {
  const form = { ...once(), pointId, version };
  if (act === 'propose') await propose(scope, form);
  else if (act === 'not_agreed') await notAgreed(scope, form);
  else if (act === 'come_back_to') await comeBackTo(scope, form);
  else {
    const theirs = (await underScope(scope, (tx) => standingProposals(tx, scope, pointId)))[
      scope.side === 'family' ? 'council' : 'family'
    ];
    await agree(scope, { ...form, proposalId: theirs!.proposalId, sha256: theirs!.sha256 });
  }
}
