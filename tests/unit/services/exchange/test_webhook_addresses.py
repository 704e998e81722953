"""Which addresses of webhooks may be called."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest

from services.exchange.subscriptions.addresses import (
    AddressNotUsable,
    NoPublicAddress,
    check_addresses,
    is_public,
    read_url,
)

INSIDE = (
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.5", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
    "2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1",
    "2001:0:a00:1::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_is_public(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(NoPublicAddress):
        check_addresses(read_url("https://hooks.example/"), [ip_address("1.1.1.1"), ip_address(address)], ())


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_one_of_the_internet_is(address: str) -> None:
    assert is_public(ip_address(address))
    check_addresses(read_url("https://hooks.example/"), [ip_address(address)], ())


@pytest.mark.parametrize(
    "url",
    [
        "", "hooks.example", "//hooks.example/", "ftp://hooks.example/", "file:///etc/passwd", "https://",
        "https:///path", "https://user@hooks.example/", "https://user:word@hooks.example/", "https://hooks.example/#part",
        "https://hooks.example:22/", "https://hooks.example:25/", "https://hooks.example:0/", "https://hooks.example:80/",
        "https://hooks.example:65536/", "https://hooks.example:/", "https://hooks.example\\@inside/",
        "https://hooks.example /", "https://hooks.example/a b", "https://hooks.example/\n",
        "https://hooks.example\r\nHost: x/",
        "https://[::1%25eth0]/", "https://[::1/", "https://höoks.example/", "https://./", "https://a_b.example/",
        "https://hooks.example?a#b", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_an_address_that_two_readers_may_read_differently_is_refused(url: str) -> None:
    with pytest.raises(AddressNotUsable):
        read_url(url)


def test_an_address_is_read_as_it_is_called() -> None:
    endpoint = read_url("https://Hooks.Example:8443/path?query=1")
    assert (endpoint.host, endpoint.port, endpoint.authority) == ("hooks.example", 8443, "hooks.example:8443")
    assert endpoint.at(ip_address("1.1.1.1")) == "https://1.1.1.1:8443/path?query=1"
    assert endpoint.at(ip_address("2606:4700::1")) == "https://[2606:4700::1]:8443/path?query=1"
    assert read_url("https://hooks.example").at(ip_address("1.1.1.1")) == "https://1.1.1.1:443/"
    assert read_url("https://hooks.example?a=b").target == "/?a=b"
    assert read_url("https://[2606:4700::1]/x").authority == "[2606:4700::1]"


def test_plain_http_goes_only_where_a_setting_allows_it() -> None:
    laptop = [ip_network("127.0.0.0/8")]
    endpoint = read_url("http://localhost:9000/")
    check_addresses(endpoint, [ip_address("127.0.0.1")], laptop)
    with pytest.raises(AddressNotUsable):
        check_addresses(endpoint, [ip_address("1.1.1.1")], laptop)
    with pytest.raises(AddressNotUsable):
        check_addresses(endpoint, [ip_address("127.0.0.1")], ())
    with pytest.raises(NoPublicAddress):
        check_addresses(read_url("https://localhost/"), [ip_address("127.0.0.1"), ip_address("10.0.0.1")], laptop)
