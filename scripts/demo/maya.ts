import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';
import { writeChildPage } from '#domain/cases/child-page.server.ts';
import { noteVisit } from '#domain/cases/visits.server.ts';
import { writePlan } from '#domain/contact/plans.server.ts';
import { receivePaper } from '#domain/evidence/intake/intake.server.ts';
import { answerRow } from '#domain/evidence/list/rows-commands.server.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';
import type { Answer } from '#domain/evidence/list/check.ts';
import type { PaperKind } from '#domain/evidence/list/expected.ts';
import { storeStream } from '#server/files.ts';
import type { PersonKey } from './council.ts';
import type { People } from './enter.ts';
import { epReport } from './papers/ep-report.ts';
import { familyLetter } from './papers/family-letter.ts';
import { printPaper, type MadeUpPaper } from './papers/paper.ts';
import { schoolReport } from './papers/school-report.ts';
import { therapyReport } from './papers/therapy-report.ts';
import { scopeOn } from './scope.ts';

const PDF_MAX_BYTES = 1024 * 1024;
/** From writing to arriving: the newest of Maya’s papers comes some days after it was due, the others in time. */
const DAYS_ON_THE_WAY = 9;
const DAY_MS = 86_400_000;

/** Fills in the one case that shows everything: the child's words, the plan for telling Dana, papers and answers. */
export async function furnishMaya(caseFileId: string, people: People, today: CalendarDate): Promise<void> {
  await writeWords(caseFileId, people, today);
  await visitedTheDayBefore(caseFileId, people);
  const papers: [MadeUpPaper, PersonKey, PaperKind, string, CalendarDate][] = [
    [epReport(inShort(addDays(today, -12))), 'lee', 'psychological', 'ep-advice-maya-r.pdf', addDays(today, -12)],
    [
      schoolReport(inShort(addDays(today, -30))),
      'priya',
      'education',
      'larkfield-school-advice.pdf',
      addDays(today, -30),
    ],
    [
      therapyReport(inShort(addDays(today, -19))),
      'priya',
      'medical',
      'speech-and-language-report.pdf',
      addDays(today, -19),
    ],
    [familyLetter(inShort(addDays(today, -40))), 'dana', 'family', 'our-mornings.pdf', addDays(today, -40)],
  ];
  for (const paper of papers) await addPaper(caseFileId, people, ...paper);
  await answer(caseFileId, people);
}

async function writeWords(caseFileId: string, { dana, priya }: People, today: CalendarDate): Promise<void> {
  const child = await scopeOn(priya, caseFileId, 'child:write');
  const words = {
    ownWords:
      'I like trains and maps. When it is loud my ears fill up and then I can’t find the words.\nI am not being slow. I am waiting for the quiet bit.',
    goodDay: 'When I know what is coming and somebody tells me first.\nLibrary days. Drawing with Poppy.',
    wantGrownUpsToKnow:
      'The dinner hall is too loud. Nobody should have to eat in there.\nPlease let Miss Kaur keep the gate minute.',
    helpedBy: 'Miss Kaur and Dana',
    askedOn: addDays(today, -15),
  };
  await underScope(child, (tx) => writeChildPage(tx, child, words, null, new Date()));
  const plan = await scopeOn(dana, caseFileId, 'plan:write');
  await underScope(plan, (tx) =>
    writePlan(
      tx,
      plan,
      {
        calledName: 'Dana',
        firstBy: 'call',
        goodTimes: 'Between 10 and 2, when Maya is at school',
        notOn: 'Fridays, or after 3. Never leave hard news on the answerphone',
        ringOn: ['any', 'any', 'any', 'any', 'never'],
        withMe: 'Jo, my sister',
        formats: ['large_print'],
        language: '',
        noNews: 'fortnightly',
        keepAddressPrivate: 'yes',
      },
      new Date(),
    ),
  );
}

/** So that Dana, when she comes, is told what has changed since. */
async function visitedTheDayBefore(caseFileId: string, { dana }: People): Promise<void> {
  const scope = await scopeOn(dana, caseFileId, 'case:see');
  await underScope(scope, (tx) => noteVisit(tx, scope, new Date(Date.now() - DAY_MS)));
}

/** Adds a made-up paper as the page does. Throws when it is refused. */
export async function addPaper(
  caseFileId: string,
  people: People,
  paper: MadeUpPaper,
  by: PersonKey,
  kind: PaperKind,
  name: string,
  writtenOn: CalendarDate,
): Promise<void> {
  const scope = await scopeOn(people[by], caseFileId, 'paper:add');
  const row = (await underScope(scope, (tx) => rowsOf(tx, scope))).find((each) => each.kind === kind);
  const bytes = await printPaper(paper);
  const arrived = await storeStream(scope.councilId, oneChunk(bytes), PDF_MAX_BYTES);
  const answers = row ? { checkRowId: row.checkRowId } : { kind };
  const added = await receivePaper(
    scope,
    { name, arrived },
    { title: paper.title, author: paper.author, writtenOn, receivedOn: addDays(writtenOn, DAYS_ON_THE_WAY), answers },
  );
  if ('refused' in added) throw new Error(added.refused);
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface Said {
  answer: Answer;
  note: string;
}
const there: Said = { answer: 'there', note: '' };

/** What each side says of each kind of paper; a kind that is not here has not been answered yet. */
const said: Partial<Record<PaperKind, { family?: Said; council?: Said }>> = {
  family: { family: there, council: there },
  education: { family: there, council: there },
  medical: { family: there, council: there },
  psychological: { council: there },
  social_care: {
    family: { answer: 'missing', note: 'Somebody came in June and said they would write. We never saw it.' },
    council: { answer: 'not_needed', note: 'social care have told us they hold nothing about Maya.' },
  },
  council_other: { council: { answer: 'not_needed', note: 'nobody else was asked.' } },
};

async function answer(caseFileId: string, { dana, priya }: People): Promise<void> {
  const scopes = {
    family: await scopeOn(dana, caseFileId, 'paper:answer'),
    council: await scopeOn(priya, caseFileId, 'paper:answer'),
  };
  const rows = await underScope(scopes.council, (tx) => rowsOf(tx, scopes.council));
  for (const { checkRowId, kind } of rows) {
    for (const side of ['family', 'council'] as const) {
      const saying = said[kind]?.[side];
      if (saying) await underScope(scopes[side], (tx) => answerRow(tx, scopes[side], { checkRowId, ...saying }));
    }
  }
}
