/** 256 short everyday words: each stands for one byte. Easy to say on the telephone, and none that could hurt anybody. */
export const wordList: readonly string[] = `
  acorn album amber anchor apple apron arrow atlas autumn badge bagel baker bamboo basil banjo barley barrel basket beach beacon
  bakery bell bench berry bicycle biscuit blanket blossom boat bonnet book bottle bowl bracelet branch bread breeze brick bridge brook
  brush bucket bugle butter button cabin cactus canal camera candle canoe canvas caramel cardigan carpet carrot castle cedar cello
  cereal chalk cheese chart chess chestnut circle clay clock cloud clover coat cobweb cocoa comet compass copper coral corner
  cottage copse cradle crayon cricket crown crumb crystal cube cupboard curtain cushion daffodil daisy dancer desk diamond dinner
  dolphin dune door drawer drum duck eagle easel echo elbow emerald engine envelope feather fern ferry fiddle field
  flag flute forest fountain fox garden garlic gate ginger glacier globe glove gold grape gravel guitar hammock harbour harvest
  hat hazel hedge helmet heron hill honey hook horse igloo ink island ivory ivy jacket jam jar jelly jigsaw
  juggler jumper jungle kettle kite kitten ladder lagoon lake lamp lantern lavender leaf lemon lentil letter library lilac lily
  linen lime llama locket lotus magnet mango maple marble market meadow melon mirror mitten moon moss mountain muffin
  mushroom napkin needle nest noodle nutmeg oak oasis ocean olive onion orange orchard otter opal owl paddle paint
  palace panda paper parade parcel parrot pasta peach pear pebble pencil pepper piano picnic pillow pine planet plum pocket
  pond poppy potato puddle pumpkin quarry quilt rabbit radio raft rainbow raisin raven ribbon river robin rocket rope
  rose saddle sail salad sandal scarf shell silver spoon squirrel star swan
`
  .trim()
  .split(/\s+/);

/** Two words that stand for the first two bytes. */
export function twoWords([first = 0, second = 0]: Uint8Array): [string, string] {
  return [wordList[first]!, wordList[second]!];
}
