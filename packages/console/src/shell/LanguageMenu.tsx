import { type Language, languages } from '@bilezik/domain'
import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '../i18n/i18n.ts'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './shell.module.css'

const short: Readonly<Record<Language, string>> = { kk: 'Қаз', ru: 'Рус', en: 'Eng' }

export function LanguageMenu() {
  const { t } = useTranslation()
  const current = useLanguage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes['barButton']}>
          <span className="visually-hidden">{t('language.label')}: </span>
          {short[current]}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            aria-current={language === current || undefined}
            onClick={() => void chooseLanguage(language)}
            fw={language === current ? 650 : 400}
          >
            {t(`language.${language}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
