import re
from playwright.sync_api import expect
from tests.browser.citizens import *
def test_race(phone):
    # the saving is slow: the button waits for it
    begin(phone, FEEDBACK)
    def slow(route):
        phone.wait_for_timeout(3000) if "go=" in (route.request.post_data or "") else None
        route.continue_()
    answer(phone, "petitioner.full_name", "Lý A Páo")
    phone.evaluate("""() => { const f = window.fetch; window.fetch = (...a) => new Promise(r => setTimeout(() => r(f(...a)), 2500)); }""")
    fill_in(phone, FEEDBACK, FEEDBACK.section("petitioner"))
    phone.wait_for_timeout(4300)
    answer(phone, "petitioner.full_name", "Người Khác")
    go_on(phone)
    expect(phone).to_have_url(re.compile("/matter$"))
