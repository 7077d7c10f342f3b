import type { MadeUpPaper } from './paper.ts';

const sections: MadeUpPaper['sections'] = [
  {
    heading: '1. How I came to this advice',
    paragraphs: [
      'I met Maya twice at Larkfield Primary School: once in her classroom on a Tuesday morning, and once in the library in the afternoon, when the building was quieter. I spoke with Dana, who knows Maya best, for an hour by phone, and with Mrs Osei, the school’s special educational needs coordinator.',
      'Maya chose where we sat and which tasks to begin with. She asked for a break twice and took one both times. I have shown Dana a draft of this advice, and have changed two sentences that did not describe Maya as she is at home.',
    ],
  },
  {
    heading: '2. What Maya told me',
    paragraphs: [
      'Maya likes trains, timetables and drawing maps. She has drawn the whole line from Larkfield to the coast from memory, with every station. She told me: “When it is loud my ears fill up and then I can’t find the words.”',
      'Asked what a good day is, Maya said: “When I know what is coming and Mr Bright tells me first.” Asked what she would change, she said: “The dinner hall. Nobody should have to eat in there.”',
    ],
  },
  {
    heading: '3. Thinking and learning',
    paragraphs: [
      'Maya reasons well about things she can see. On the visual puzzles of the assessment she worked quickly and checked her answers without being asked. Her score was at the level of most children of her age or a little above.',
      'Holding spoken information in mind is much harder for her. With two steps she managed well. With three, she remembered the first and the last. With four she stopped and looked at the door. This is a large difference from how she reasons with things she can see, and it explains much of what her teacher notices.',
      'Maya reads words accurately and slowly. When she had read a page to herself she could tell me most of it. When the same page was read to her in the classroom, with the usual noise, she could tell me one thing from it.',
    ],
    table: [
      ['Reasoning with what she sees', 'as most children of her age, or a little above'],
      ['Remembering what she hears', 'lower than 95 in 100 children of her age'],
      ['Reading words', 'as most children of her age'],
      ['Speed of working with a pencil', 'lower than 90 in 100 children of her age'],
    ],
  },
  {
    heading: '4. Speaking, listening and being with others',
    paragraphs: [
      'Maya speaks in full, careful sentences when there is time. In the group of five at her table she spoke once in forty minutes. Two children asked her a question and turned away before she had answered.',
      'She has one close friend, Poppy, who also likes drawing. At playtime they sit under the stairs. Mrs Osei says that Maya used to run about with a larger group in Year 2 and stopped when the playground was rebuilt and became louder.',
      'The speech and language therapist has described what would help in her own report. I agree with her that new words need to be taught before a lesson and not in it.',
    ],
  },
  {
    heading: '5. Feelings and coming to school',
    paragraphs: [
      'Since September Maya has missed 31 half days. Dana says that on those mornings Maya gets dressed, reaches the gate and cannot go through it. She does not refuse: she stands still, and sometimes she is sick. By the afternoon she is drawing at the kitchen table.',
      'School has recorded these days as illness. From what I have seen they are better described as not being able to come in. The mornings after a change at school, such as a visiting teacher or a fire practice, were the hardest.',
      'Maya copes at school by being very still and very good. Her teacher did not know how tired this makes her until Dana described the evenings, which can include two hours of crying.',
    ],
  },
  {
    heading: '6. What Maya needs',
    paragraphs: [
      'Maya needs spoken instructions in one or two steps, with a picture or a written word for each that stays in front of her.',
      'She needs somebody she knows to tell her each morning, before she enters the building, what is going to happen and what is different today.',
      'She needs a quiet place she may go to without asking, and to eat somewhere other than the dinner hall.',
      'She needs more time to answer, and adults who wait: at least ten seconds is a good beginning.',
    ],
  },
  {
    heading: '7. What would help, and how much',
    paragraphs: [
      'An adult Maya knows well, trained by the speech and language therapist, for 15 hours a week: each morning from the gate to the end of the second lesson, and at each change between lessons.',
      'Teaching of new words before the lesson, in a group of no more than three, for 20 minutes three times a week.',
      'A written and drawn plan for the day, gone through with Maya each morning for ten minutes, with any change marked.',
      'A visit from an educational psychologist each half term, for two hours, to work with the adults around Maya and to see with her what has helped.',
      'Coming back to school after the difficult weeks should be planned with Maya and Dana: shorter days at first, with a day agreed for looking at it again.',
    ],
  },
  {
    heading: '8. What we hope will be different in a year',
    paragraphs: [
      'Maya comes into school with her adult on at least nine mornings in ten.',
      'She follows three steps of an instruction when they are written or drawn for her.',
      'She says something in a group of five at least twice in each lesson, in words or by showing.',
      'Dana tells us that the evenings are calmer, and Maya tells us that she knows what is coming.',
    ],
  },
];

/** Maya's educational psychologist's report. Everybody and every number in it is made up. */
export const epReport = (date: string): MadeUpPaper => ({
  title: 'Educational psychology advice',
  author: 'Dr Alex Lee, educational psychologist, Meadowshire County Council',
  about: ['About: Maya Rowe, Year 4, Larkfield Primary School', `Date of this advice: ${date}`],
  sections,
});
