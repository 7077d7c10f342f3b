import type { MadeUpPaper } from './paper.ts';

/** What Freya's speech and language therapist says. Everybody and every number in it is made up. */
export const freyasTherapy = (date: string): MadeUpPaper => ({
  title: 'Speech and language therapy advice for Freya',
  author: 'Nina Castell, speech and language therapist, Meadowshire Community Health',
  about: ['About: Freya Doyle, Year 2', `Date of this advice: ${date}`],
  sections: [
    {
      heading: 'How Freya talks with others',
      paragraphs: [
        'Freya uses sentences of three or four words. People who know her follow most of what she says. Somebody who meets her for the first time follows about half.',
        'She gives up when she is asked to say it again more than once. Then she shows what she means, or walks away.',
      ],
    },
    {
      heading: 'What I advise',
      paragraphs: [
        'Therapy with me or a colleague for 30 minutes each week of term, one to one, in a quiet room.',
        'A teaching assistant whom we have shown how practises with Freya for 10 minutes on each of the other four days.',
      ],
    },
  ],
});

/** The report that Niamh asked for and sent. Made up as well. */
export const freyasHands = (date: string): MadeUpPaper => ({
  title: 'Occupational therapy report for Freya',
  author: 'Rhys Amery, occupational therapist in private practice',
  about: ['About: Freya Doyle, Year 2', `Seen at home and at school; report of ${date}`],
  sections: [
    {
      heading: 'What I saw',
      paragraphs: [
        'Freya’s hands tire after about five minutes of writing. The letters grow, and then she puts the pencil down. Nobody in the room took this for tiredness.',
        'On stairs she holds the rail and waits until the others have gone. At playtime she stays at the wall.',
      ],
    },
    {
      heading: 'What would help',
      paragraphs: [
        'A sloped board and a thick pencil for every piece of writing, and a keyboard from Year 3.',
        'A programme for hands and balance, written by an occupational therapist, three times a week for 20 minutes, looked at again each half term.',
      ],
    },
  ],
});
