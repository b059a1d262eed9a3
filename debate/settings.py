"""Every setting of the site, read from the environment; `.env.example` lists and explains them."""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext

from debate.environment import LOCAL_HOSTS, Environment

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# Where this machine keeps what is its own: database, secret key, collected static files.
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "data")

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret_key("SECRET_KEY", keep_in=DATA_DIR / "secret_key")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")

# The public address of the site, without a last slash. Left out, permalinks take the address asked for.
SITE_URL = env.text("SITE_URL").rstrip("/")
# Where readers report errors: a mail address, shown on every quote and position.
CONTACT_EMAIL = env.text("CONTACT_EMAIL")
# A form in its place: {id} and {address} in it become those of the quote or position reported.
REPORT_URL = env.text("REPORT_URL")
# Where the bundled corpus lies; it is loaded at the first start.
CORPUS_DIR = Path(env.text("CORPUS_DIR", str(BASE_DIR / "corpus")))

DATABASES = {"default": env.database("DATABASE_URL", default_sqlite=DATA_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "debate.apps.EditorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "simple_history",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    # The last: its roles are given permissions that the others bring.
    "articles",
]

MIDDLEWARE = [
    # The first: whatever looks at the address sees the visitor's.
    "debate.middleware.with_visitors_address",
    "debate.middleware.without_body_for_head",
    "debate.middleware.with_policies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "debate.urls"
WSGI_APPLICATION = "debate.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.web.site.site",
            ],
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "admin:login"
# For how long a link that invites, or sets a new password, can be used.
PASSWORD_RESET_TIMEOUT = env.integer("ACCOUNT_LINK_HOURS", 72, at_least=1) * 3600

# A name that failed five times from one address waits there for fifteen minutes; elsewhere it may go on.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "articles.admin.accounts.pages.locked_out"
# Lock-outs are kept, for administrators to see; who signed in when and where is not.
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_DISABLE_ACCESS_LOG = True
# `REMOTE_ADDR` is right already: see the first middleware.
AXES_CLIENT_IP_CALLABLE = "debate.middleware.visitors_address"
OTP_TOTP_ISSUER = "On the Record"

# The language the pages speak, and those they could: a translation adds one (CONTRIBUTING.md).
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["debate.formats"]
# The language of what the corpus says in our words: propositions, summaries, notes.
CORPUS_LANGUAGE = env.text("CORPUS_LANGUAGE", "en-GB")
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Served over https by a proxy in front: only secure cookies, only secure pages.
HTTPS = env.flag("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# The text of an article, pasted by an editor, may have 5 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000

# The proxies whose word is taken for the address of a visitor (X-Forwarded-For).
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

# Local is a site without https that is asked for under this machine's own names alone.
LOCAL = not HTTPS and set(ALLOWED_HOSTS) <= LOCAL_HOSTS
SECOND_FACTOR = env.choice(
    "SECOND_FACTOR", "optional" if LOCAL else "required", among=("required", "optional")
)
# Whether who coded a quote or position, or edited it last, leaves publishing it to somebody else.
SECOND_PAIR_OF_EYES = env.flag("SECOND_PAIR_OF_EYES", default=False)

# Without a mail server nothing is sent: administrators hand over the links of accounts themselves.
mail = env.mail("EMAIL_URL", sender=env.text("EMAIL_FROM", CONTACT_EMAIL))
SENDS_MAIL = bool(mail.host)
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = mail.host, mail.port, 10
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.user, mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = mail.starttls, mail.tls
DEFAULT_FROM_EMAIL = SERVER_EMAIL = mail.sender

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING").upper()},
    # What it cannot read, the importer says itself, in words for whoever brought it.
    "loggers": {"trafilatura": {"level": "CRITICAL"}},
}
