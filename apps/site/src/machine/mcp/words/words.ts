import type { Language } from '@sipkadin/budget';
import { mcpEn } from './words.en.ts';
import { mcpId } from './words.id.ts';

export const mcpWords = (language: Language): typeof mcpId => (language === 'en' ? mcpEn : mcpId);
