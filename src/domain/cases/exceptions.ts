/** The only reasons for which the limits of weeks may be passed, and where the law lists them. */
export const exceptionReasons = {
  school_closed: {
    inWords: 'Advice was asked of a school in the weeks around a closure of four weeks or more',
    source: 'SEND Regulations 2014, regulations 5(4)(a), 10(4)(a), 13(3), 27(3)(a)',
  },
  early_years_closed: {
    inWords: 'Advice was asked of an early years provider in the weeks around a closure of four weeks or more',
    source: 'SEND Regulations 2014, regulations 10(4)(b), 27(3)(b)',
  },
  personal: {
    inWords: 'Exceptional personal circumstances of the child, the parent or the young person',
    source: 'SEND Regulations 2014, regulations 10(4)(c), 27(3)(c)',
  },
  away: {
    inWords: 'The child, the parent or the young person was away from the area for four weeks or more',
    source: 'SEND Regulations 2014, regulation 10(4)(d)',
  },
} as const;
export type ExceptionReason = keyof typeof exceptionReasons;
