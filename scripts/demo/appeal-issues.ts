import { isRefused } from '#domain/access/refused.ts';
import type { PlanSection } from '#domain/mediation/dispute/appealable.ts';
import { addIssue, addIssuePage } from '#domain/tribunal/issues/issue-commands.server.ts';
import { issuesOf } from '#domain/tribunal/issues/issues.server.ts';
import { sayBearing, type Saying } from '#domain/tribunal/this-appeal/say-bearing.server.ts';
import type { FreyasPapers } from './appeal-papers.ts';
import type { DemoAppeal } from './appeals.ts';
import { atDesk } from './desk.ts';
import type { People } from './enter.ts';

interface DemoIssue {
  words: string;
  planSection: PlanSection;
  /** In the words of the library of decided cases, by which these are found. */
  tag: string;
  restsOn: [keyof FreyasPapers, number][];
}

const issues: DemoIssue[] = [
  {
    words: 'Section F says “regular” speech and language therapy. It does not say how often, how long, or by whom.',
    ...{ planSection: 'F', tag: 'specificity', restsOn: [['therapy', 1]] },
  },
  {
    words: 'Section B does not say that Freya’s hands tire, and Section F has nothing for it.',
    ...{ planSection: 'B', tag: 'needs-matched-to-provision', restsOn: [['hands', 1]] },
  },
  {
    words: 'Whether the programme for hands and balance is written by an occupational therapist.',
    ...{
      planSection: 'F',
      tag: 'therapy',
      restsOn: [
        ['hands', 1],
        ['therapy', 1],
      ],
    },
  },
];

/** What Freya's appeal is about, point by point, each with the pages it rests on. */
export async function raiseIssues({ appealId }: DemoAppeal, { tess }: People, papers: FreyasPapers): Promise<void> {
  await atDesk(tess, async (tx, scope) => {
    for (const { restsOn: _, ...issue } of issues) done(await addIssue(tx, scope, appealId, issue));
    for (const [index, { appealIssueId }] of (await issuesOf(tx, scope, appealId)).entries())
      for (const [paper, page] of issues[index]!.restsOn)
        done(await addIssuePage(tx, scope, appealId, appealIssueId, { paper: papers[paper], page }));
    return 'raised';
  });
}

const said: Saying[] = [
  {
    ...{ slug: 'worcestershire-v-se-2020', says: 'bears' },
    reason: 'It is about the same words: how far a plan may leave hours to be settled later.',
  },
  {
    ...{ slug: 'camden-v-kt-2023', says: 'does_not_bear' },
    reason: 'Freya goes to school. Nobody asks for education otherwise than at one.',
  },
];

/** Of the decided cases that match, one that Tess says bears on this appeal and one that does not. */
export async function sayWhatBears({ appealId }: DemoAppeal, { tess }: People): Promise<void> {
  for (const saying of said) await atDesk(tess, (tx, scope) => sayBearing(tx, scope, appealId, saying));
}

function done(answer: unknown): void {
  if (isRefused(answer)) throw new Error(answer.refused);
}
