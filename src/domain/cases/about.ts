/** How a page speaks of the child or young person: by name, or as "you" to the young person whose case it is (CAS19). */
export interface About {
  /** "Maya" or "you": "whether Maya may need", "whether you may need". */
  subject: string;
  /** "Maya needs" or "you need". */
  needs: string;
  /** "Maya wants" or "you want". */
  wants: string;
  /** "Maya was" or "you were". */
  was: string;
  /** "Maya’s" or "your". */
  own: string;
  you: boolean;
}

export const about = (child: string, you: boolean): About =>
  you
    ? { subject: 'you', needs: 'you need', wants: 'you want', was: 'you were', own: 'your', you }
    : { subject: child, needs: `${child} needs`, wants: `${child} wants`, was: `${child} was`, own: `${child}’s`, you };

/** For the start of a sentence or a heading. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
