import type { MadeUpPaper } from './paper.ts';

/** Maya's speech and language therapy report. Made up. */
export const therapyReport = (date: string): MadeUpPaper => ({
  title: 'Speech and language therapy report',
  author: 'Grace Wambui, speech and language therapist, Meadowshire Community Health',
  about: ['About: Maya Rowe', `Seen at school on two mornings; report of ${date}`],
  sections: [
    {
      heading: 'What I saw',
      paragraphs: [
        'Maya understood everything I said when the room was quiet and I spoke in short sentences. When the class came back from break I asked the same kind of question, and she answered something else, politely.',
        'She looks for the word she wants. It comes, if nobody fills the gap. I counted: it took her between six and eleven seconds. In the classroom the usual wait was two.',
      ],
    },
    {
      heading: 'How Maya understands and uses words',
      paragraphs: ['I used two assessments that compare a child with others of the same age.'],
      table: [
        ['Understanding sentences, quiet room', 'as most children of her age'],
        ['Understanding sentences, with classroom noise', 'lower than 97 in 100 children'],
        ['Finding words', 'lower than 93 in 100 children'],
        ['Telling a story in order', 'as most children, when she may draw it first'],
      ],
    },
    {
      heading: 'What is needed',
      paragraphs: [
        'Direct therapy once a week for 45 minutes in term time, by a speech and language therapist, for finding words and for saying “I did not hear that”.',
        'The adults who work with Maya should be trained by the therapist for six hours in the first term, and seen once each half term for an hour.',
        'Maya should be taught new words for a topic before it begins, with drawings, in a very small group.',
        'In class, Maya should be given at least ten seconds to answer, and a way to answer by drawing or pointing.',
      ],
    },
    {
      heading: 'What I could not look at',
      paragraphs: [
        'I did not see Maya at lunch. Dana and Maya both say that it is the hardest part of the day. The noise level of the dinner hall should be measured before anybody says that she can eat there.',
      ],
    },
  ],
});
