import type { Language } from '../../../../community/language';

interface ImportCopy {
	dryRun: string;
	done: string;
	nothing: string;
	numbers: string;
	cellError: string;
	rowError: string;
	more: string;
}

/** What an import says when it is over. */
export const IMPORT_COPY: Record<Language, ImportCopy> = {
	'zh-CN': {
		dryRun: '试运行，什么都没有写入。',
		done: '导入完成。',
		nothing: '有的行不对，所以什么都没有写入。',
		numbers: '共 {rows} 行：{good} 行正确，{bad} 行有问题；新成员 {created}，有变化 {changed}，没有变化 {unchanged}。',
		cellError: '第 {row} 行「{column}」：{problem}。{hint}',
		rowError: '第 {row} 行：{problem}。{hint}',
		more: '还有 {more} 个问题。',
	},
	en: {
		dryRun: 'Dry run: nothing was written.',
		done: 'The import is done.',
		nothing: 'Some rows are wrong, so nothing was written.',
		numbers:
			'{rows} rows: {good} good, {bad} wrong; {created} new members, {changed} changed, {unchanged} as they were.',
		cellError: 'Row {row}, "{column}": {problem}. {hint}',
		rowError: 'Row {row}: {problem}. {hint}',
		more: 'And {more} more.',
	},
};
