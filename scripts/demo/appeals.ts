import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { addChange } from '#domain/insight/causes/changes.server.ts';
import { appeal, appealParty } from '#domain/tribunal/schema.server.ts';
import { inTransaction } from '#server/db.ts';
import { dateTheAppeal } from './appeal-dates.ts';
import { raiseIssues, sayWhatBears } from './appeal-issues.ts';
import { addFreyasPapers, gatherBundle } from './appeal-papers.ts';
import { fillQueue } from './appeal-queue.ts';
import { thinkAgain } from './appeal-review.ts';
import { workOnThePlan } from './appeal-working.ts';
import { atDesk } from './desk.ts';
import { enterRegister } from './enter-register.ts';
import { putOnCase, type People } from './enter.ts';
import { planMade } from './plan-made.ts';
import { pastAppeals } from './register.ts';

/** When Niamh had the final plan that she appeals about. */
const DECIDED_DAYS_AGO = 118;

/** The appeal that everything about appeals is shown with. */
export interface DemoAppeal {
  councilId: string;
  caseFileId: string;
  appealId: string;
}

/**
 * The register, the queue, and Freya's appeal, which Tess works on and which Niamh, her mother, made. Wants the tribunal
 * team, the library of decided cases and an engine.
 */
export async function furnishAppeals(
  files: ReadonlyMap<string, string>,
  people: People,
  today: CalendarDate,
): Promise<void> {
  await enterRegister(people.tess, pastAppeals());
  await changeSomething(people, today);
  await planMade(people.sunil, files.get('Freya')!, addDays(today, -DECIDED_DAYS_AGO), today);
  const freyas = await appealFreyas(files.get('Freya')!, people, today);
  await dateTheAppeal(freyas, people.tess, today);
  const papers = await addFreyasPapers(freyas, people, today);
  await raiseIssues(freyas, people, papers);
  await sayWhatBears(freyas, people);
  await thinkAgain(freyas, people, today);
  await workOnThePlan(freyas, people);
  await gatherBundle(freyas, people, papers);
  await fillQueue(people, today);
}

/** What the register teaches: late advice, and what the council did about it. */
async function changeSomething({ tess }: People, today: CalendarDate): Promise<void> {
  const change = {
    ...{ cause: 'late_advice', from: '2023-10-01', ownerName: 'Maria Lewis' },
    what: 'Advice is asked for a week earlier, and chased on day 20.',
  };
  await atDesk(tess, (tx, scope) => addChange(tx, scope, change, today));
}

/** About sections B and F, with social care asked for beside them; we have responded, and the hearing is five weeks off. */
async function appealFreyas(caseFileId: string, { tess, niamh }: People, today: CalendarDate): Promise<DemoAppeal> {
  const { councilId } = tess;
  await putOnCase(tess, caseFileId, 'tribunal_officer', tess);
  const registeredOn = addDays(today, -75);
  const appealId = await inTransaction(tess, async (tx) => {
    const [made] = await tx
      .insert(appeal)
      .values({
        ...{ councilId, caseFileId, number: `EH999/${registeredOn.slice(2, 4)}/00412`, ground: 'plan_contents' },
        ...{ sections: ['B', 'F'], asksSocialCare: true, appellantKind: 'parent', appellantName: 'Niamh Doyle' },
        ...{
          area: 'South',
          parentalRequest: true,
          privateReport: true,
          decisionSentOn: addDays(today, -DECIDED_DAYS_AGO),
        },
        ...{ registeredOn, papersOn: registeredOn, hearingOn: addDays(today, 35), stage: 'responded' },
        ...{ claimedBy: tess.personId, claimedAt: new Date(), addedBy: tess.personId },
      })
      .returning({ appealId: appeal.appealId });
    await tx.insert(appealParty).values({
      ...{ councilId, appealId: made!.appealId, personId: niamh.personId },
      ...{ as: 'appellant', addedBy: tess.personId },
    });
    return made!.appealId;
  });
  return { councilId, caseFileId, appealId };
}
