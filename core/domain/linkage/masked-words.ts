/** Numbers in running text that belong to somebody: of identity cards, mobiles and lines. */
const NUMBERS = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?![\dA-Za-z])/g;

/** A text for other platforms: numbers of people keep their first three digits at most. Numbers of matters, amounts and dates stay. */
export const maskedWords = (text: string): string => text.replaceAll(NUMBERS, (number) => `${number.slice(0, 3)}****`);
