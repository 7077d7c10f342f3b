/** One place on an agenda, as somebody going through it sees it: `open` when they may know of the case. */
export interface DeskPlace {
  caseFileId: string;
  state: 'listed' | 'decided';
  open: boolean;
}

/** Where a case stands among those of its meeting, and the way to the ones beside it. */
export interface DeskAgenda {
  /** From 1. */
  at: number;
  of: number;
  decided: number;
  previous: string | null;
  next: string | null;
  /** The next one that waits, round the end; null when nothing does. */
  nextWaiting: string | null;
}

/** Finds one's way through an agenda (DEC15). Cases somebody may not know of are counted and stepped over. */
export function deskAgenda(places: readonly DeskPlace[], caseFileId: string): DeskAgenda {
  const here = places.findIndex((place) => place.caseFileId === caseFileId);
  const open = (place: DeskPlace) => place.open;
  const after = places.slice(here + 1);
  const waiting = [...after, ...places.slice(0, Math.max(here, 0))].find(
    (place) => place.open && place.state === 'listed',
  );
  return {
    at: here + 1,
    of: places.length,
    decided: places.filter(({ state }) => state === 'decided').length,
    previous: places.slice(0, Math.max(here, 0)).findLast(open)?.caseFileId ?? null,
    next: after.find(open)?.caseFileId ?? null,
    nextWaiting: waiting?.caseFileId ?? null,
  };
}

const minutesOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
};

/** "43 minutes used of 240, and 24 to decide: about 8 minutes each." A guide in words, never a clock that runs. */
export function paceInWords(
  { of, decided }: Pick<DeskAgenda, 'of' | 'decided'>,
  meeting: { startsAt: string; endsAt: string; startedAt: Date | null },
  now: Date,
): string {
  const whole = minutesOf(meeting.endsAt) - minutesOf(meeting.startsAt);
  const left = of - decided;
  const used = meeting.startedAt ? Math.max(0, Math.round((now.getTime() - meeting.startedAt.getTime()) / 60_000)) : 0;
  const usedInWords = used === 1 ? '1 minute used' : `${used} minutes used`;
  if (left === 0) return `${usedInWords} of ${whole}. Every case is decided.`;
  const each = Math.floor((whole - used) / left);
  const pace =
    each < 1 ? 'the time that was planned is used up' : `about ${each} ${each === 1 ? 'minute' : 'minutes'} each`;
  return `${usedInWords} of ${whole}, and ${left} to decide: ${pace}.`;
}
