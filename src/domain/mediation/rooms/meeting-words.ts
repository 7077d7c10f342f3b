import { timeInWords } from '#domain/calendar/today.ts';
import type { MediationKind, Place } from '../mediation.ts';
import type { Meeting } from './phase.ts';

/** What the one who leads is called on screen: never a mediator when they work for the council. */
export const leadInWords: Record<MediationKind, string> = {
  mediation: 'the mediator',
  early_resolution: 'the dispute resolution officer',
};

const kindly = 'if it runs on, we may finish another day: that’s fine.';
const capital = (words: string) => words[0]!.toUpperCase() + words.slice(1);

function breakInWords(until: Date | null, now: Date): string {
  if (!until) return 'We’re taking a short break.';
  const time = timeInWords(until);
  return until > now ? `Break until ${time}, and, ${kindly}` : `The break was until ${time}. Now, ${kindly}`;
}

/** Where the one who leads is, for those they are with and for those who wait (ROOM5). */
function apartInWords({ leadWith, phaseUntil }: Meeting, place: Place, lead: string, now: Date): string {
  if (leadWith === null || leadWith === 'together')
    return place === 'lead' ? 'Each side has time of its own.' : 'We’re taking a short break.';
  const late = phaseUntil !== null && phaseUntil <= now;
  const back = phaseUntil ? timeInWords(phaseUntil) : '';
  if (place === 'lead')
    return `You are with the ${leadWith}.${back ? ` You said that you would be back by about ${back}.` : ''}`;
  if (leadWith === place) return `${capital(lead)} is with you.`;
  return `${capital(lead)} is with the other side.${back ? (late ? ` It takes longer than ${back}, as we had hoped.` : ` Back by about ${back}.`) : ''}`;
}

/**
 * Where the meeting is, in one sentence, as somebody in that place is told it (ROOM5). A private minute is a short break
 * to the other side and to whoever asked alike: nobody is told who asked, or why.
 */
export function meetingInWords(meeting: Meeting, kind: MediationKind, place: Place, now: Date): string {
  const lead = leadInWords[kind];
  switch (meeting.phase) {
    case 'before':
      return place === 'lead'
        ? 'The meeting has not begun. You begin it.'
        : `The meeting has not begun. ${capital(lead)} begins it.`;
    case 'together':
      return 'We are all together.';
    case 'break':
      return breakInWords(meeting.phaseUntil, now);
    case 'apart':
      return apartInWords(meeting, place, lead, now);
    case 'stopped':
      return 'We have stopped for today. Everything is kept. You will hear about another day.';
  }
}

/** For how long something has been so: "since just now", "for 1 minute", "for 12 minutes". */
export function forHowLong(since: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000);
  if (minutes < 1) return 'since just now';
  return minutes === 1 ? 'for 1 minute' : `for ${minutes} minutes`;
}
