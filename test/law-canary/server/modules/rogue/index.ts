export const rogue = 1;
