import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { sayWhetherTold, sendCard, writeEnquiry, enquiriesOf } from '#domain/contact/councillor/enquiries.server.ts';
import type { EnquiryGiven } from '#domain/contact/councillor/enquiry.ts';
import { askForCopy } from '#domain/records/requests/asking.server.ts';
import type { People } from './enter.ts';
import { scopeOn } from './scope.ts';

/** A parent's request that came in some days ago, and a councillor who asked, whom the family let be told. */
export async function askAboutRecords(
  files: ReadonlyMap<string, string>,
  { priya, dana }: People,
  today: CalendarDate,
): Promise<void> {
  const file = files.get('Maya')!;
  const asking = await scopeOn(dana, file, 'data:ask');
  const words = 'What was written after the meeting at school in September';
  await underScope(asking, (tx) => askForCopy(tx, asking, { about: 'child', words }, addDays(today, -6)));
  const keeping = await scopeOn(priya, file, 'enquiry:keep');
  const enquiry: EnquiryGiven = {
    ...{ askedBy: 'councillor', name: 'Councillor Wen Hart', email: 'wen.hart@meadowshire.example' },
    ...{ askedOn: addDays(today, -3), words: 'Why the check of the papers takes so long' },
  };
  const id = await underScope(keeping, async (tx) => {
    await writeEnquiry(tx, keeping, enquiry, today);
    return (await enquiriesOf(tx, keeping))[0]!.enquiryId;
  });
  const answering = await scopeOn(dana, file, 'enquiry:answer');
  await underScope(answering, (tx) => sayWhetherTold(tx, answering, id, true));
  await underScope(keeping, (tx) => sendCard(tx, keeping, id));
}
