/** The door for the printed lines of an article, as a dry run or an export gives them. */
import { z } from 'zod';

const numbers = z.array(z.int().min(1)).max(100_000);
const lists = z.array(numbers).max(20_000);

/** `ArticleLines` in JSON, its fields in the order in which an export writes them. */
export const articleLinesSchema = z.strictObject({ banner: numbers, kicker: lists, title: numbers, subtitle: lists, paragraphs: lists });
