/** The shapes of answers about pages that are changed by hand. */
import { z } from 'zod';

import { articleContentSchema } from '../../article/article-schema.js';
import { ARTICLE_KINDS } from '../../article/article.js';
import type { HandPage } from '../../intake/by-hand/page-view.js';
import type { PagePatchView } from '../view-models.js';
import { answerOf } from './answer-of.js';

const text = z.string();
const id = z.string().min(1);
const numbers = z.array(z.int().min(1));
const share = z.number().min(0).max(1);
const place = { paper: text.exactOptional(), date: text.exactOptional(), pageNumber: text.exactOptional(), section: text.exactOptional() };
const lists = z.array(numbers);
const lines = z.strictObject({ banner: numbers, kicker: lists, title: numbers, subtitle: lists, paragraphs: lists });
const { banner, kicker, subtitle, byline, paragraphs, extra } = articleContentSchema.shape;
const content = { banner, kicker, title: text, subtitle, byline, paragraphs, kind: z.enum(ARTICLE_KINDS), extra };

/** `GET /pages/{id}`. */
export const handPageSchema = answerOf<HandPage>()(
  z.strictObject({
    id,
    ...place,
    file: text.exactOptional(),
    isPicture: z.literal(true).exactOptional(),
    articles: z.array(
      z.strictObject({
        id,
        title: text,
        lines: z.union([numbers, lines]),
        banner,
        kicker: kicker.unwrap().exactOptional(),
        subtitle: subtitle.unwrap().exactOptional(),
        byline: byline.unwrap().exactOptional(),
        paragraphs: paragraphs.unwrap().exactOptional(),
        kind: content.kind.exactOptional(),
        extra,
      }),
    ),
    confidences: z.array(share),
    away: z.array(z.strictObject({ id, status: z.enum(['withheld', 'deleted']), reason: text.exactOptional() })),
    decidedPlace: z.strictObject(place),
    isDivided: z.boolean(),
    wants: z.array(z.enum(['readings', 'reading'])),
    printed: z.strictObject({ firstNumber: z.int().min(1), lines: z.array(text) }).exactOptional(),
    reading: z
      .strictObject({
        page: z.strictObject(place),
        articles: z.array(z.strictObject(content)),
        lines: z.array(lines),
        confidences: z.array(share),
      })
      .exactOptional(),
  }),
);

/** `PATCH /pages/{id}`. */
export const pagePatchReceiptSchema = answerOf<PagePatchView>()(
  z.strictObject({ page: handPageSchema, status: z.enum(['updated', 'unchanged']), removedIds: z.array(id), warnings: z.array(text) }),
);

/** `PATCH /pages`. */
export const pagePatchesReceiptSchema = z.strictObject({ pages: z.array(pagePatchReceiptSchema) });
