#!/bin/sh
# Hands one mail to Common Ground. For a mail server's pipe: mail-in.sh RECIPIENT SENDER < mail
# MAIL_IN_URL is where Common Ground answers, MAIL_IN_SECRET_FILE a file with the secret.
# What is left to do is said as mail servers read it: 0 done, 69 give it back, 75 try again.
set -u
# curl leaves out a header with nothing in it, unless it ends in a semicolon.
if [ -n "${2:-}" ]; then from="x-envelope-from: $2"; else from='x-envelope-from;'; fi
answer=$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 300 \
  --header "authorization: Bearer $(cat "$MAIL_IN_SECRET_FILE")" --header 'content-type: message/rfc822' --header 'expect:' \
  --header "x-envelope-to: $1" --header "$from" --data-binary @- "$MAIL_IN_URL/mail-in")
case $answer in
  2??) exit 0 ;;
  413 | 415 | 422) exit 69 ;;
  # Also 404: the secret is wrong, and no family's mail is given back for that.
  *) exit 75 ;;
esac
