// Entry: each part looks for its own markup and does nothing when it is absent.
import { errorFocus } from './error-focus.js'
import { characterCount } from './character-count.js'
import { openForPrint } from './open-for-print.js'
import { passkeys } from './passkeys.js'
import { showPassword } from './show-password.js'
import { sendOnce } from './send-once.js'

errorFocus()
characterCount()
openForPrint()
passkeys()
showPassword()
sendOnce()
