/** What the forms of one page do. */
import { expectedIn } from '../../http/preconditions.js';
import { pageEditOf } from '../../http/routes/page-edit-routes.js';
import { decisionNumber } from '../../http/routes/article-routes.js';
import type { AppServices } from '../../http/services.js';
import type { EditorView, PageEditReceiptView } from '../../http/view-models.js';
import { InvalidInputError } from '../../article/invalid-input-error.js';
import { SearchServiceError } from '../../search-service-error.js';
import { placeIn, said } from './place-forms.js';

/** Does what a form says; `gone`: the page is there no more. Throws the faults of the intake, PRECONDITION_FAILED among them. */
export async function workOnPage({ intake }: AppServices, id: string, form: URLSearchParams, editor: EditorView): Promise<'here' | 'gone'> {
  const expected = expectedIn(said(form, 'version') ?? '*');
  const edit = async (change: object): Promise<void> => {
    stored((await intake.editPages([pageEditOf(id, change, expected)], editor))[0]!);
  };
  const article = said(form, 'article') ?? '';
  switch (form.get('do')) {
    case 'place':
      await edit(placeIn(form));
      break;
    case 'withhold':
      await edit({ withheld: reasonIn(form) });
      break;
    case 'release':
      await edit({ withheld: null });
      break;
    case 'withhold-article':
      await intake.withhold(article, reasonIn(form), editor);
      break;
    case 'release-article':
      await intake.restore(article, editor);
      break;
    case 'delete-article':
      await intake.deleteArticle(article, editor);
      break;
    case 'take-back':
      stored(await intake.takeBackPage(id, decisionNumber(form.get('n') ?? ''), expected, editor));
      break;
    case 'delete':
      if (form.get('sure') !== '1') throw invalid('sure', 'tick the box to delete the page');
      await intake.deletePage(id);
      return 'gone';
    default:
      throw invalid('do', 'is nothing this form does');
  }
  return 'here';
}

function stored({ type }: Pick<PageEditReceiptView, 'type'>): void {
  if (type === 'stale') throw new SearchServiceError('PRECONDITION_FAILED', 'Somebody has changed this page since. Nothing was written.');
}

function reasonIn(form: URLSearchParams): string {
  const reason = said(form, 'reason');
  if (reason === undefined) throw invalid('reason', 'must say why');
  return reason.slice(0, 1_000);
}

function invalid(path: string, message: string): InvalidInputError {
  return new InvalidInputError('PAGE_INVALID', 'The form is not complete', [{ path, message }]);
}
