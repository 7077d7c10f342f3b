import type { MediationKind } from '../mediation.ts';

/** What it is, in six sentences, above everything else on the page. */
export const whatItIs: Record<MediationKind, readonly string[]> = {
  mediation: [
    'Mediation is a meeting to try to agree about the help a child or young person gets.',
    'A mediator leads it, who does not work for the council and takes no side.',
    'You choose to come, and you can stop at any time.',
    'It costs you nothing.',
    'What is said stays in the meeting, and nobody can use it at a tribunal.',
    'If you agree, it is written down, both sides sign it, and the council must do it by the dates in it.',
  ],
  early_resolution: [
    'Early resolution is a meeting to try to agree about the help a child or young person gets.',
    'The council’s dispute resolution officer leads it, who works for the council.',
    'It is not mediation, and it gives no mediation certificate.',
    'You choose to come, and you can stop at any time or ask for mediation instead.',
    'It does not stop the time you have to appeal.',
    'If you agree, it is written down with dates, and both sides sign it.',
  ],
};

/** The agreement to mediate: what everybody says yes to for themselves. A changed word is another agreement. */
export const agreementToMediate: Record<MediationKind, readonly string[]> = {
  mediation: [
    'I come because I want to try to agree.',
    'I know that I can stop at any time, and that nobody holds it against me.',
    'I will keep what is said, offered and written here to myself. I will not use it at a tribunal.',
    'Only what both sides sign can be shown to others.',
    'I will not record the meeting in any way.',
    'The mediator takes no side, decides nothing and is not called as a witness.',
    'If somebody may be in danger, the mediator has to tell those who can help.',
    'I will listen, take turns, and ask for a break when I need one.',
  ],
  early_resolution: [
    'I come because I want to try to agree.',
    'I know that I can stop at any time, and that nobody holds it against me.',
    'I know that the officer who leads it works for the council.',
    'I will keep what is said and offered here to this meeting. Only what both sides sign can be shown to others.',
    'I will not record the meeting in any way.',
    'If somebody may be in danger, we have to tell those who can help.',
    'I will listen, take turns, and ask for a break when I need one.',
  ],
};

/** The words as they are fingerprinted: one sentence a line. */
export const agreementText = (kind: MediationKind): string => agreementToMediate[kind].join('\n');
