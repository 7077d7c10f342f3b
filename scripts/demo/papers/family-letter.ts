import type { MadeUpPaper } from './paper.ts';

/** What Dana wrote. Made up. */
export const familyLetter = (date: string): MadeUpPaper => ({
  title: 'What our mornings are like',
  author: 'Dana Rowe',
  about: [date],
  sections: [
    {
      heading: 'Mornings',
      paragraphs: [
        'Maya wakes at six and asks what is different today. If I can tell her, we have breakfast. If I cannot, she asks again, and by half past seven she cannot eat.',
        'We walk to school because the bus is too loud. At the corner she goes quiet. At the gate she stops. She is not being naughty. I have watched her try to lift her foot.',
        'When Miss Kaur stands at the gate and says “first maths, then the library, and Mr Bright is here today”, Maya lets go of my hand. It takes one minute. It is the one thing that has worked.',
      ],
    },
    {
      heading: 'Evenings',
      paragraphs: [
        'She holds it together all day and then it comes out at home. I used to think I was doing something wrong. Some days she cries until seven. Then she draws a map and tells me about it, and she is herself again.',
        'My sister Jo comes on Thursdays so that I can sleep.',
      ],
    },
    {
      heading: 'What I am asking for',
      paragraphs: [
        'I am asking for the morning minute, every day, written down so that it does not end in March. And for somewhere quiet to eat.',
        'I would like somebody to ask Maya, and to write it in her words.',
      ],
    },
  ],
});
