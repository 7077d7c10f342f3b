import * as v from 'valibot';
import { isCalendarDate } from '#domain/calendar/date.ts';
import type { Responsibility } from '#domain/cases/adults.ts';
import { readEmail, readMobile } from '#domain/people/contact-details.ts';
import { inviteeRoles } from '#domain/people/invitation.ts';

const said = (sentence: string, longest = 200) =>
  v.pipe(v.string(sentence), v.trim(), v.nonEmpty(sentence), v.maxLength(longest, `Use ${longest} letters or fewer`));
const emailSentence = 'Enter one e-mail address, like name@example.org';
const mobileSentence = 'Enter a mobile number, like 07700 900123';

/** An empty box is no answer; a full one must be an address that the sender reads the same way. */
const email = v.pipe(
  v.optional(v.string(), ''),
  v.trim(),
  v.check((typed) => typed === '' || readEmail(typed) !== null, emailSentence),
  v.transform((typed) => readEmail(typed)),
);
const mobile = v.pipe(
  v.optional(v.string(), ''),
  v.trim(),
  v.check((typed) => typed === '' || readMobile(typed) !== null, mobileSentence),
  v.transform((typed) => readMobile(typed)),
);
const askBy = v.pipe(
  v.optional(v.string(), ''),
  v.check((typed) => typed === '' || isCalendarDate(typed), 'Enter a date'),
  v.transform((typed) => typed || null),
);

const short = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(200, 'Use 200 letters or fewer'));
const responsibility = v.optional(v.picklist(['', 'held', 'care_of_child']), '');

/** Who a parent or young person is to the child. Anybody else leaves it empty. */
const whoTheyAre = {
  relation: short,
  responsibility: v.pipe(
    responsibility,
    v.transform((answer): Responsibility => answer || 'not_checked'),
  ),
  checkedHow: short,
  checkedOn: askBy,
  school: v.optional(v.picklist(['', 'may_know', 'hide']), ''),
};

export const inviteForm = v.object({
  fullName: said('Enter their name', 100),
  role: v.picklist(inviteeRoles, 'Choose what they are to the child'),
  email,
  mobile,
  ask: said('Say the one thing you ask of them', 300),
  askBy,
  ...whoTheyAre,
});

const id = v.pipe(v.string(), v.uuid('Choose one from the list'));
export const oneInvitation = v.object({ invitationId: id });
export const oneGiven = v.object({ givenId: id });
export const endForm = v.object({
  standingId: id,
  reason: said('Say why. They and the family can read it', 500),
  never: v.optional(v.literal('yes')),
});
