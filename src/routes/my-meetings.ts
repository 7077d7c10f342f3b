import { hourInWords } from '#domain/calendar/today.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import type { MyMediation } from '#domain/mediation/ready/my-mediations.server.ts';

const names = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const kinds = { mediation: 'Mediation', early_resolution: 'Early resolution' } as const;

/** A mediation somebody is in: its page, what it is called, and when it meets. Away from its case it is called by who is in it. */
export const meetingInWords = (one: MyMediation, todaysDate: string, onItsCase: boolean) => ({
  href: `/cases/${one.caseFileId}/mediation/${one.mediationId}`,
  title: onItsCase ? kinds[one.kind] : `${kinds[one.kind]} with ${names.format(one.family)}`,
  when: one.meetsOn
    ? `${inWords(one.meetsOn)} at ${hourInWords(one.startsAt)}, ${inDays(one.meetsOn, todaysDate)}`
    : 'No day is fixed yet',
});
export type MeetingInWords = ReturnType<typeof meetingInWords>;
